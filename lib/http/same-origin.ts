import { AppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { say } from '@/lib/sentence';
import { isOwnHost } from './own-hosts';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Against cross-site request forgery: a page of somebody else must not make a person's browser change something here,
 * neither with their session nor, before set-up, without one. Keys and tokens are not checked; no browser adds them by
 * itself. What names no origin is not a browser, and is refused only when it carries a session.
 */
export function refuseForeignWrite(request: Request, hasSession: boolean): void {
  if (READS.includes(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin') return;
  if (site === null && origin !== null && isOurs(origin, request.headers.get('host'))) return;
  if (site === null && origin === null && !hasSession) return;
  throw new AppError('forbidden', say('http.foreignWrite'));
}

/** The name the browser asked for, if it is one of ours, or the public one where a proxy asks under another. */
function isOurs(origin: string, host: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return (from.host === host && isOwnHost(host)) || from.origin === new URL(env().appUrl).origin;
}
