import { isIP } from 'node:net';
import { env } from '@/lib/platform/env';
import type { Env } from '@/lib/platform/env/schema';
import { say } from '@/lib/sentence';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a Host header names this installation. Against DNS rebinding: a page of somebody else whose name suddenly
 * resolves to us would count as ours to the browser, and could read and write everything that needs no session. An IP
 * address is always fine, because no resolver can point it elsewhere; a name must be known.
 */
export function isOwnHost(host: string, settings = env()): boolean {
  if (ownNames(settings).includes(host.replace(/:\d+$/, ''))) return true;
  const hostname = hostnameOf(host);
  return hostname !== null && (isAddress(hostname) || ownNames(settings).includes(hostname));
}

export const FOREIGN_ORIGIN = say('http.foreignOrigin');

/**
 * Whether a page may use the API and MCP with a key: one of ours, one of a program on this machine, or one that the
 * operator named. The Host of its request must have been found to be ours.
 */
export function isAllowedOrigin(origin: string, host: string, settings = env()): boolean {
  const { ALLOWED_ORIGINS } = settings;
  if (ALLOWED_ORIGINS.includes('*') || ALLOWED_ORIGINS.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || ownNames(settings).includes(withoutDot(from.hostname));
}

export function isLoopback(hostname: string): boolean {
  return LOOPBACK.includes(hostname);
}

/** The part of a Host header before the port, as a browser would write it; null when it is not a plain host. */
export function hostnameOf(host: string): string | null {
  const address = `http://${host}`;
  if (!URL.canParse(address)) return null;
  const { hostname, username, password, pathname, search, hash } = new URL(address);
  const isPlain = !username && !password && pathname === '/' && !search && !hash && !/[/?#@\\]/.test(host);
  return isPlain ? withoutDot(hostname) : null;
}

const known = new WeakMap<Env, string[]>();

function ownNames(settings: Env): string[] {
  const found = known.get(settings);
  if (found) return found;
  const { appUrl, HOST, OAUTH_REDIRECT_BASE, ALLOWED_HOSTS } = settings;
  const addresses = OAUTH_REDIRECT_BASE ? [appUrl, OAUTH_REDIRECT_BASE] : [appUrl];
  const names = [...LOOPBACK, ...addresses.map((address) => new URL(address).hostname), HOST, ...ALLOWED_HOSTS];
  const own = [...new Set(names.map((name) => withoutDot(name.toLowerCase())))];
  known.set(settings, own);
  return own;
}

function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

function withoutDot(hostname: string): string {
  return hostname.replace(/\.$/, '');
}
