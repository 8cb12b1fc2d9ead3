import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostnameOf, isLoopback, isOwnHost } from '@/lib/http/own-hosts';
import type { Env } from '@/lib/platform/env/schema';
import { say } from '@/lib/sentence';
import { replaceHeader } from './replace-header';
import { sendError } from './send-error';

/** Refuses a request for a name that is not ours, whoever answers it otherwise. False when it has been refused. */
export function checkHost(incoming: IncomingMessage, outgoing: ServerResponse, settings: Env): boolean {
  const names = namesOf(incoming, settings);
  if (!hasOneHost(incoming) || !names.every((name) => URL.canParse(`http://${name}`))) {
    sendError(outgoing, 400, { code: 'invalid_request', message: say('http.oneHost') });
    return false;
  }
  // A client that names no host is no browser, and no page can rebind it.
  if (names.every((name) => isOwnHost(name, settings))) return true;
  const message = say('http.foreignHost');
  sendError(outgoing, 421, { code: 'forbidden', message });
  return false;
}

/** Of several, Node keeps the first and drops the others; what stands before us may have gone by another. */
function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const count = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  return count === 1 || (count === 0 && httpVersion === '1.0');
}

/**
 * The name as everything behind this writes it: an address such as [::ffff:127.0.0.1] has another form in a URL, and
 * what compares the two would refuse it.
 */
export function writeHostPlainly(incoming: IncomingMessage): void {
  const { host } = incoming.headers;
  if (!host?.startsWith('[')) return;
  const port = /:\d+$/.exec(host)?.[0] ?? '';
  replaceHeader(incoming, 'host', new URL(`http://${host}`).hostname + port);
}

/** What the proxy was asked for counts beside what it asks us for, not instead: browsers can send that header too. */
function namesOf({ headers }: IncomingMessage, { TRUST_PROXY }: Env): string[] {
  const forwarded = TRUST_PROXY
    ? String(headers['x-forwarded-host'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  return [headers.host, forwarded].filter((name) => typeof name === 'string' && name !== '') as string[];
}

/**
 * Where a page that was asked for under another name of this machine belongs: localhost and 127.0.0.1 have cookies of
 * their own, and a popup that returns to the one finds nobody signed in at the other. Null when it is right here.
 */
export function canonicalAddress({ method, url = '/', headers }: IncomingMessage, { appUrl }: Env): string | null {
  if (method !== 'GET' || !headers.accept?.includes('text/html') || NO_PAGE.test(url)) return null;
  const own = new URL(appUrl);
  const hostname = hostnameOf(headers.host ?? '');
  if (!hostname || hostname === own.hostname || !isLoopback(hostname) || !isLoopback(own.hostname)) return null;
  const asked = new URL(`${own.protocol}//${headers.host}`);
  return asked.port === own.port ? `${own.origin}${url}` : null;
}

const NO_PAGE = /^(?!\/)|^\/(api|mcp|sandbox|_next)([/?]|$)/;
