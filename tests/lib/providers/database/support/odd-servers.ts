import { createServer, type Server, type Socket } from 'node:net';
import type { Document } from 'mongodb';
import { decodeRequest, encodeReply, splitMessages } from '@/tests/support/mongo/wire';

export type OddServer = { port: number; close(): Promise<void> };

/** Something listens there that is no database: it says something else, says nothing, or hangs up. */
export function startOddServer(behaviour: 'speaks HTTP' | 'says nothing' | 'hangs up'): Promise<OddServer> {
  return listen((socket) => {
    if (behaviour === 'hangs up') socket.destroy();
    if (behaviour === 'speaks HTTP') socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
  });
}

/** Whatever it is asked, it says the same. */
export function startSayingServer(said: string | Buffer): Promise<OddServer> {
  return listen((socket) => socket.on('data', () => socket.write(said)));
}

/** Takes anybody in, as a PostgreSQL server without passwords does, and answers nothing from then on. */
export function startSilentPostgres(): Promise<OddServer> {
  const authenticated = [0x52, 0, 0, 0, 8, 0, 0, 0, 0];
  const readyForQuery = [0x5a, 0, 0, 0, 5, 0x49];
  return listen((socket) => {
    socket.once('data', () => socket.write(Buffer.from([...authenticated, ...readyForQuery])));
    socket.resume();
  });
}

/** Speaks MongoDB's protocol, lets anybody in, and answers any question with the same. */
export function startSayingMongo(said: Document): Promise<OddServer> {
  return listen((socket) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      const { messages, rest } = splitMessages(Buffer.concat([received, chunk]));
      received = Buffer.from(rest);
      for (const message of messages) {
        const request = decodeRequest(message);
        const isGreeting = /^(hello|ismaster)$/i.test(Object.keys(request.command)[0] ?? '');
        socket.write(encodeReply(request, isGreeting ? HELLO : said));
      }
    });
  });
}

const HELLO = { helloOk: true, ismaster: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 21, ok: 1 };

export function listen(greet: (socket: Socket) => void): Promise<OddServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // clients that were told nonsense hang up as they please
    greet(socket);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const close = async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      };
      resolve({ port, close });
    });
  });
}
