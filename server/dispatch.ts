import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Env } from '@/lib/platform/env/schema';
import { log } from '@/lib/platform/log';
import { randomId } from '@/lib/platform/seal/token';
import { canonicalAddress, checkHost } from './check-host';
import { limitBody } from './limit-body';
import { findMounted, type Mounted } from './mounted';
import { proxyToSandbox, sandboxPathOf } from './sandbox-proxy';
import { sendError } from './send-error';
import { serveRequest } from './serve-request';
import { type FindStatic, sendStatic } from './static-files';
import type { Web } from './web/web';

type Options = {
  settings: Env;
  findStatic: FindStatic;
  web: Pick<Web, 'answer'>;
  isDevelopment: boolean;
};

/** Who answers a request: a mounted handler, a file of the build, the sandbox, or the web, in this order. */
export function dispatch({ settings, findStatic, web, isDevelopment }: Options): RequestListener {
  const sandbox = settings.SANDBOX_URL ? proxyToSandbox(settings.SANDBOX_URL) : null;

  const respond = (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    // In development Next serves these too, so that a change takes effect without a restart.
    const found = isDevelopment ? null : findMounted(incoming.method, pathOf(incoming.url));
    if (found) return answer(found, incoming, outgoing);
    const file = findStatic(incoming);
    if (file) return sendStatic(file, incoming, outgoing);
    const sandboxPath = sandboxPathOf(incoming.url ?? '/');
    return sandbox && sandboxPath ? sandbox(sandboxPath, incoming, outgoing) : web.answer(incoming, outgoing);
  };

  return (incoming, outgoing) => {
    const requestId = requestIdOf(incoming);
    outgoing.setHeader('X-Request-Id', requestId);
    protect(incoming, outgoing);
    nameCaller(incoming, settings.TRUST_PROXY);
    if (!checkHost(incoming, outgoing, settings)) return;
    const elsewhere = canonicalAddress(incoming, settings);
    if (elsewhere) return redirect(outgoing, elsewhere);
    if (!limitBody(incoming, outgoing)) return;

    respond(incoming, outgoing).catch((error: unknown) => fail(error, requestId, outgoing));
  };
}

function answer({ handler, params }: Mounted, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  return serveRequest(incoming, outgoing, (request) => handler(request, { params: Promise.resolve(params) }));
}

/**
 * Holds for every answer, whoever makes it: no type is guessed, and nobody puts it into a frame. Pages have a policy of
 * their own instead; what is no page runs nothing at all.
 */
function protect({ url }: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.setHeader('X-Content-Type-Options', 'nosniff');
  outgoing.setHeader('Content-Security-Policy', OF_DATA.test(url ?? '') ? NOTHING : NO_FRAME);
}

const OF_DATA = /^\/(api|mcp)([/?]|$)/;
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
const NO_FRAME = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

function redirect(outgoing: ServerResponse, location: string): void {
  outgoing.writeHead(307, { Location: location, 'Cache-Control': 'no-store' });
  outgoing.end();
}

/** Our own id, unless the caller sent a sound one: a caller may follow its request, but not write into our log. */
function requestIdOf(incoming: IncomingMessage): string {
  const given = incoming.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomId();
  replaceHeader(incoming, 'x-request-id', id);
  return id;
}

/** Failed sign-ins are counted by address. Without a proxy in front, what stands in this header is the caller's own word. */
function nameCaller(incoming: IncomingMessage, hasProxy: boolean): void {
  if (hasProxy && incoming.headers['x-forwarded-for']) return;
  replaceHeader(incoming, 'x-forwarded-for', incoming.socket.remoteAddress ?? 'unknown');
}

/** In both places where Node keeps it, so that nobody reads what the caller had sent instead. */
function replaceHeader({ headers, rawHeaders }: IncomingMessage, name: string, value: string): void {
  if (headers[name] !== undefined) {
    for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
      if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2);
    }
  }
  headers[name] = value;
  rawHeaders.push(name, value);
}

function pathOf(url = '/'): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** A caller that hung up in the middle is no failure of ours. */
function fail(error: unknown, requestId: string, outgoing: ServerResponse): void {
  if (outgoing.destroyed && !outgoing.writableFinished) return;
  log().error({ requestId, error }, 'a request failed outside of its handler');
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  sendError(outgoing, 500, { code: 'internal', message: 'Something went wrong on our side.' });
}
