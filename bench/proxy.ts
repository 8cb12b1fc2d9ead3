import { Agent, createServer, request } from 'node:http';
import { announce } from '@/tests/support/programs/announce';

/** A plain Node server that hands every request on over connections it keeps: what any gateway costs at least. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const target = new URL(process.env.UPSTREAM_URL ?? '');

const server = createServer((incoming, outgoing) => {
  const { hostname, port } = target;
  const options = { agent, hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers };
  const upstream = request(options, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on('error', () => outgoing.destroy());
  incoming.pipe(upstream);
});
server.keepAliveTimeout = 65_000;
announce(server);
