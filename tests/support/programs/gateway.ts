import { createServer } from 'node:http';
import { shareBreakers } from '@/lib/calls/share-breakers';
import { env } from '@/lib/platform/env';
import { dispatch } from '@/server/dispatch';
import { announce } from './announce';

/** The product's own dispatcher with the handlers that run tools; the web behind it is never reached here. */
const notHere = async (_: unknown, outgoing: { writeHead(status: number): { end(): void } }) => {
  outgoing.writeHead(404).end();
};
const server = createServer(
  { keepAlive: true, noDelay: true },
  dispatch({ settings: env(), findStatic: () => null, web: { answer: notHere }, isDevelopment: false }),
);
server.keepAliveTimeout = 65_000;
shareBreakers();
announce(server);
