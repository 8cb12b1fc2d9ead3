import type { IncomingMessage } from 'node:http';
import { type Sentence, say } from '@/lib/sentence';
import { replaceHeader } from './replace-header';

type Refusal = { status: number; message: Sentence; headers?: Record<string, string> };

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const ALLOW = { Allow: METHODS.join(', ') };

/**
 * Brings the address of a request into the one form that everything behind this reads, a path and a query, or says why
 * it cannot be answered. Without this, an address that cannot be decoded is a failure of ours (500) in a dozen places.
 */
export function readTarget(incoming: IncomingMessage): Refusal | null {
  const { method = 'GET', url = '/', headers } = incoming;
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') return UNEXPECTED;
  if (!METHODS.includes(method)) return { status: 405, message: say('http.methodUnknown', { method }), headers: ALLOW };
  // What is asked of the server as a whole is asked of its first address.
  if (url === '*' && method === 'OPTIONS') incoming.url = '/';
  else if (!url.startsWith('/') && !takeAbsolute(incoming, url)) return INVALID;
  if (!isDecodable(incoming.url ?? '/')) return INVALID;
  incoming.url = withoutDotSegments(incoming.url ?? '/');
  return null;
}

const UNEXPECTED: Refusal = { status: 417, message: say('http.expectation') };
const INVALID: Refusal = { status: 400, message: say('http.addressInvalid') };

/** `GET http://host/path`, as proxies are asked. Its host counts, and not the one in the header (RFC 9112, 3.2.2). */
function takeAbsolute(incoming: IncomingMessage, url: string): boolean {
  const parts = /^https?:\/\/([^/?#@\s]+)([/?][^\s]*)?$/i.exec(url);
  if (!parts?.[1]) return false;
  const path = parts[2] ?? '/';
  incoming.url = path.startsWith('/') ? path : `/${path}`;
  replaceHeader(incoming, 'host', parts[1]);
  return true;
}

const DOT_SEGMENT = /^[^?#]*[/\\](\.|%2e){1,2}([/\\?#]|$)/i;

/** `/a/../b` is `/b` (RFC 3986, 5.2.4). Next would say so too, to which another part of the server must not have passed it. */
function withoutDotSegments(url: string): string {
  if (!DOT_SEGMENT.test(url)) return url;
  const { pathname, search } = new URL(`http://server${url}`);
  return pathname + search;
}

/** U+0000 can stand in no text that is stored; a stray `%` only in what comes after the question mark. */
function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  if (url.includes('%00')) return false;
  try {
    decodeURIComponent(url.replace(/[?#].*$/s, ''));
    return true;
  } catch {
    return false;
  }
}
