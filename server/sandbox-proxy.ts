import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/**
 * Passes `/sandbox/…` on to the built-in sandbox without the prefix, so that its consent pages open wherever the
 * product does. Our cookies stay here: the sandbox plays an outsider, and an outsider must not see a session.
 */
export function proxyToSandbox(sandboxUrl: string) {
  const { hostname, port } = new URL(sandboxUrl);
  const agent = new Agent({ keepAlive: true });

  return (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
    new Promise((resolve, reject) => {
      const path = incoming.url?.slice('/sandbox'.length) || '/';
      const headers = withoutOurCookies(incoming.headers);
      const upstream = request({ agent, hostname, port, path, method: incoming.method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, outgoing).then(resolve, reject);
      });
      upstream.once('error', reject);
      outgoing.once('close', () => upstream.destroy());
      incoming.pipe(upstream);
    });
}

function withoutOurCookies({ cookie, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = (cookie ?? '').split(/;\s*/).filter((pair) => pair.startsWith('sandbox'));
  return kept.length > 0 ? { ...headers, cookie: kept.join('; ') } : headers;
}
