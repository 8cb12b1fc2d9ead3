import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** As much as arrives before a handler could refuse it; Node itself reads the rest away and keeps the connection. */
const SMALL_BYTES = 64 * 1024;
const MAX_DISCARDED_BYTES = 4 * 1024 * 1024;
const MAX_LINGER_MS = 2_000;

const closing = new WeakSet<Socket>();

/** Whether an answer has already said that the connection closes: what still comes over it must not be acted upon. */
export function isClosing(socket: Socket): boolean {
  return closing.has(socket);
}

/** What the caller said the length of the body would be. Infinity when it did not say; 0 when there is none. */
export function declaredLength({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers['content-length'] ?? 0);
}

/**
 * An answer that goes out before a large body has arrived closes the connection, and says so. The connection lingers
 * while some of the rest is read and discarded: closing it at once would reset it, and a reset can take the answer away
 * from a caller that is still sending.
 */
export function closeAfterUnreadBody(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (declaredLength(incoming) <= SMALL_BYTES) return;
  // Read now: a handler that stops reading cancels the stream, and Node then takes the socket off the request.
  const { socket } = incoming;
  const writeHead = outgoing.writeHead as (...args: unknown[]) => ServerResponse;
  outgoing.writeHead = ((...args: unknown[]) => {
    if (!incoming.complete) {
      outgoing.setHeader('Connection', 'close');
      closing.add(socket);
      linger(socket);
    }
    return writeHead.apply(outgoing, args);
  }) as ServerResponse['writeHead'];
}

/** Node calls this once the answer has been written; its own way is to close both directions. */
function linger(socket: Socket): void {
  socket.destroySoon = () => {
    const limit = socket.bytesRead + MAX_DISCARDED_BYTES;
    socket.end();
    const deadline = Date.now() + MAX_LINGER_MS;
    const timer = setInterval(() => {
      if (socket.bytesRead > limit || Date.now() > deadline) socket.destroy();
    }, 20);
    socket.once('close', () => clearInterval(timer));
  };
}
