import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { passOn } from './pass-on';

/** What a browser needs of it. Its outbox and its faults have no lock of their own, and are for this machine only. */
const FOR_BROWSERS = /^\/(consent|icons)\//;

/**
 * The path at the sandbox that a request for `/sandbox/…` may reach, or null. Dots are resolved before it is looked at,
 * as the sandbox will: `/sandbox/consent/../admin` asks for its faults.
 */
export function sandboxPathOf(url: string): string | null {
  if (!url.startsWith('/sandbox/') || !URL.canParse(url, 'http://sandbox')) return null;
  const { pathname, search } = new URL(url, 'http://sandbox');
  const path = pathname.startsWith('/sandbox/') ? pathname.slice('/sandbox'.length) : '';
  return FOR_BROWSERS.test(path) ? path + search : null;
}

/**
 * Passes the consent pages of the built-in sandbox through, without the prefix, so that they open wherever the product
 * does. Our cookies stay here: the sandbox plays an outsider, and an outsider must not see a session.
 */
export function proxyToSandbox(sandboxUrl: string) {
  const { hostname, port } = new URL(sandboxUrl);
  // Each over a connection of its own: the sandbox closes kept ones when it likes, also the moment they are used again.
  return (path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
    passOn({ agent: false, hostname, port, path, headers: withoutOurCookies(incoming.headers) }, incoming, outgoing);
}

function withoutOurCookies({ cookie, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept = (cookie ?? '').split(/;\s*/).filter((pair) => pair.startsWith('sandbox'));
  return kept.length > 0 ? { ...headers, cookie: kept.join('; ') } : headers;
}
