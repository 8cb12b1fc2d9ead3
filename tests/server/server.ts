import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';

/** A listener on a port of its own, for as long as `work` takes; on a plain server, unless one is given. */
export async function withServer<Result>(
  listener: RequestListener,
  work: (url: string) => Promise<Result>,
  server: Server = createServer(),
) {
  server.on('request', listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Sends this as it stands and says what came back until the connection was closed, by whom ever. */
export async function sendRaw(url: string, text: string | Buffer, limitMs = 5000): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let heard = '';
  socket.on('data', (piece) => {
    heard += piece;
  });
  socket.on('error', () => {}); // a reset: what was heard before it counts
  socket.write(text);
  const timer = setTimeout(() => socket.destroy(), limitMs);
  await once(socket, 'close');
  clearTimeout(timer);
  return heard;
}
