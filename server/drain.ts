import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { log } from '@/lib/platform/log';
import { endStreams } from '@/lib/platform/shutdown';

/** Longer than the longest tool call a caller gets without asking for more. */
const DRAIN_MS = 32_000;

/**
 * On a signal: no new connections, streams without an end are ended, answers under way are finished and told to close
 * theirs, then `close` runs and the process ends. The start command's end, seen on its channel, counts as a signal: a
 * server without it would keep the port from the next one. A second signal changes nothing; the limit ends what does not end by itself.
 */
export function drainOnSignal(server: Server, close: () => Promise<void>): void {
  let isDraining = false;
  const underWay = new Set<ServerResponse>();
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    unused.delete(socket);
    if (isDraining) response.setHeader('Connection', 'close');
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });

  const drain = (limitMs: number) => {
    if (isDraining) return;
    isDraining = true;
    endStreams();
    for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
    setTimeout(() => process.exit(0), limitMs).unref();
    server.close(() => {
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          log().error({ error }, 'closing failed');
          process.exit(0);
        },
      );
    });
    // Browsers open connections ahead of need. Node does not count one as idle before its first request.
    const closeIdle = () => {
      server.closeIdleConnections();
      for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
    };
    closeIdle();
    // A connection that was busy a moment ago is idle now, and nobody else would close it.
    setInterval(closeIdle, 100).unref();
  };

  process.off('disconnect', endAtOnce);
  process.on('SIGTERM', () => drain(DRAIN_MS));
  process.on('SIGINT', () => drain(DRAIN_MS));
  process.on('disconnect', () => drain(1000));
}

/**
 * While it is still starting there is nothing to drain. Without this, a start command that was killed at that moment
 * would leave a server behind that nobody can find.
 */
export function endWithParent(): void {
  if (isParentGone()) endAtOnce();
  process.on('disconnect', endAtOnce);
}

/** It can have ended before anybody here listened for it; nothing would tell of it again. */
export function isParentGone(): boolean {
  return process.send !== undefined && !process.connected;
}

function endAtOnce(): never {
  process.exit(0);
}
