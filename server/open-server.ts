import { createServer, type Server } from 'node:http';
import { log } from '@/lib/platform/log';
import { answerUnreadable } from './unreadable-request';

/** Node's own default is five seconds, which makes load balancers trip over connections that close under them. */
const KEEP_ALIVE_MS = 65_000;
/** The longest a client may take to send its headers, and its whole request: slow senders must not hold sockets. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 120_000;
/** How late these limits may be noticed. Node's own default is half a minute. */
const CHECK_EVERY_MS = 2_000;
/** In one process. Below what one can have open, so that its own connections always find room. */
const MAX_CONNECTIONS = 10_000;
const WARN_EVERY_MS = 60_000;

/** The server as the outside meets it, without anybody who answers yet. */
export function openServer(): Server {
  const server = createServer({
    keepAlive: true,
    noDelay: true,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    // Node's own refusal has no body; see checkHost.
    requireHostHeader: false,
  });
  server.maxConnections = MAX_CONNECTIONS;
  // Node would drop those beyond a thousand without a word. What all of them take is limited to 16 KiB.
  server.maxHeadersCount = 0;
  let warnedAt = 0;
  server.on('drop', () => {
    if (Date.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = Date.now();
    log().warn({ connections: MAX_CONNECTIONS }, 'too many connections; new ones are refused');
  });
  answerUnreadable(server);
  // Whoever answers decides whether the body may be sent.
  server.on('checkContinue', (incoming, outgoing) => server.emit('request', incoming, outgoing));
  // Refused there as well, with a body, which Node's own refusal has not.
  server.on('checkExpectation', (incoming, outgoing) => server.emit('request', incoming, outgoing));
  // We are no proxy. Without a listener the connection would just be closed.
  server.on('connect', (_incoming, socket) => {
    socket.on('error', () => {});
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  return server;
}
