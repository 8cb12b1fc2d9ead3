import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Env } from '@/lib/platform/env/schema';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import { randomId } from '@/lib/platform/seal/token';
import { say } from '@/lib/sentence';
import { canonicalAddress, checkHost, writeHostPlainly } from './check-host';
import { allowCrossOrigin } from './cross-origin';
import { type FoundRoute, findRoute, type MovedRoute, type NoRoute } from './find-route';
import { limitBody } from './limit-body';
import { carriesSeveralKeys, namesSeveralUsers } from './one-caller';
import { replaceHeader } from './replace-header';
import { readTarget } from './request-target';
import { proxyToSandbox, sandboxPathOf } from './sandbox-proxy';
import { sendError } from './send-error';
import { serveRequest } from './serve-request';
import { type FindStatic, sendStatic } from './static-files';
import { closeAfterUnreadBody, isClosing } from './unread-body';
import type { Web } from './web/web';

type Options = {
  settings: Env;
  findStatic: FindStatic;
  web: Pick<Web, 'answer'>;
  isDevelopment: boolean;
};

/** Who answers a request: the API, a file of the build, the sandbox, or the pages, in this order. */
export function dispatch({ settings, findStatic, web, isDevelopment }: Options): RequestListener {
  const sandbox = settings.SANDBOX_URL ? proxyToSandbox(settings.SANDBOX_URL) : null;

  const respond = (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    // In development Next serves these too, so that a change takes effect without a restart.
    const found = isDevelopment ? null : findRoute(incoming.method, pathOf(incoming.url));
    if (found) return answer(found, incoming, outgoing);
    const file = findStatic(incoming);
    if (file) return sendStatic(file, incoming, outgoing);
    const sandboxPath = sandboxPathOf(incoming.url ?? '/');
    return sandbox && sandboxPath ? sandbox(sandboxPath, incoming, outgoing) : web.answer(incoming, outgoing);
  };

  return (incoming, outgoing) => {
    if (isClosing(incoming.socket)) return; // whoever sent it was told that nothing more is answered here
    const refusal = readTarget(incoming);
    const requestId = requestIdOf(incoming);
    outgoing.setHeader('X-Request-Id', requestId);
    protect(incoming, outgoing);
    closeAfterUnreadBody(incoming, outgoing);
    if (refusal) return sendError(outgoing, refusal.status, { code: 'invalid_request', ...refusal });
    nameCaller(incoming, settings.TRUST_PROXY);
    if (!checkHost(incoming, outgoing, settings)) return;
    writeHostPlainly(incoming);
    if (namesSeveralUsers(incoming)) return sendError(outgoing, 400, SEVERAL_USERS);
    if (carriesSeveralKeys(incoming)) return sendError(outgoing, 400, SEVERAL_KEYS);
    const elsewhere = canonicalAddress(incoming, settings);
    if (elsewhere) return redirect(outgoing, 307, elsewhere);
    // A client of HTTP/1.0 need not name a host, and handlers are given whole addresses.
    if (!incoming.headers.host) replaceHeader(incoming, 'host', new URL(settings.appUrl).host);
    if (allowCrossOrigin(incoming, outgoing, settings)) return;
    const pass = () => {
      if (incoming.headers.expect) outgoing.writeContinue();
      return respond(incoming, outgoing);
    };
    const mayPass = limitBody(incoming, outgoing);
    const answered = mayPass === true ? pass() : mayPass.then((isSo) => (isSo ? pass() : undefined));
    answered.catch((error: unknown) => fail(error, requestId, outgoing));
  };
}

const SEVERAL_USERS = { code: 'invalid_request', message: say('http.oneUser') };
const SEVERAL_KEYS = { code: 'invalid_request', message: say('http.oneKey') };

async function answer(
  found: FoundRoute | NoRoute | MovedRoute,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if ('location' in found) {
    redirect(outgoing, 308, found.location + queryOf(incoming.url));
  } else if ('handler' in found) {
    const { handler, params } = found;
    await serveRequest(incoming, outgoing, (request) => handler(request, { params: Promise.resolve(params) }));
  } else {
    refuse(found.allowed, incoming, outgoing);
  }
}

function refuse(allowed: string[], { method = '' }: IncomingMessage, outgoing: ServerResponse): void {
  const headers = { Allow: allowed.join(', ') };
  if (allowed.length === 0) {
    sendError(outgoing, 404, { code: 'not_found', message: say('http.nothingHere') });
  } else if (method === 'OPTIONS') {
    outgoing.writeHead(204, headers).end();
  } else {
    sendError(outgoing, 405, { code: 'invalid_request', message: say('http.methodNotHere', { method }), headers });
  }
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

function redirect(outgoing: ServerResponse, status: 307 | 308, location: string): void {
  outgoing.writeHead(status, { Location: location, 'Cache-Control': 'no-store' });
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
  const isForwarded = incoming.headers['x-forwarded-for'] !== undefined;
  if (hasProxy && isForwarded) return;
  if (isForwarded) warnOfProxy();
  replaceHeader(incoming, 'x-forwarded-for', incoming.socket.remoteAddress ?? 'unknown');
}

/** Behind a proxy that is not trusted everybody seems to come from it, and one who guesses locks out all. */
function warnOfProxy(): void {
  once('warned-of-proxy', () =>
    log().warn(
      'requests carry X-Forwarded-For; behind a proxy of yours set TRUST_PROXY=true, else clients share limits',
    ),
  );
}

function pathOf(url = '/'): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** With its question mark. */
function queryOf(url = '/'): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start);
}

/** A caller that hung up in the middle is no failure of ours, and one that has been answered needs nothing more. */
function fail(error: unknown, requestId: string, outgoing: ServerResponse): void {
  if (outgoing.destroyed || outgoing.writableEnded) return;
  log().error({ requestId, error }, 'a request failed outside of its handler');
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  sendError(outgoing, 500, { code: 'internal', message: say('general.internal') });
}
