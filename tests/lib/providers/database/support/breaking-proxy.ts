import { connect, createServer, type Socket } from 'node:net';

export type Fault = 'closes' | 'resets' | 'sends half of an answer' | 'answers garbage' | 'goes silent';

/** PostgreSQL: a row that claims more columns than it has bytes, so that what reads it reaches beyond its end. */
const BROKEN_ROW = Buffer.from([0x44, 0, 0, 0, 6, 0x7f, 0xff]);

/** Passes bytes on to a server until it is told to break: then the next answer does not arrive as it was sent. */
export async function startBreakingProxy(serverPort: number, garbage = BROKEN_ROW) {
  const sockets = new Set<Socket>();
  let fault: Fault | null = null;
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {}); // either side may hang up as it pleases
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    client.pipe(server);
    server.on('data', (answer) => answerWith(client, answer, { fault, garbage }));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    breakWith: (chosen: Fault | null) => {
      fault = chosen;
    },
    /** What an idle connection sees when a firewall or a server forgets it. */
    resetAll: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    openConnections: () => sockets.size / 2,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

function answerWith(
  client: Socket,
  answer: Buffer,
  { fault, garbage }: { fault: Fault | null; garbage: Buffer },
): void {
  if (fault === null) client.write(answer);
  if (fault === 'closes') client.destroy();
  if (fault === 'resets') client.resetAndDestroy();
  if (fault === 'sends half of an answer') client.end(answer.subarray(0, Math.floor(answer.length / 2)));
  if (fault === 'answers garbage') client.write(garbage);
}
