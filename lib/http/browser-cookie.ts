import { env } from '@/lib/platform/env';
import { isSignedBy, randomToken, sign } from '@/lib/platform/seal/token';

const NAME = 'patchbay_browser';
const PURPOSE = 'browser-cookie';
const LIFE_S = 60 * 60;

/**
 * Which browser this is, for binding an attempt to connect to the one that opened it. Signed, so that nobody can
 * choose the value of another's; unreadable to scripts; sent along when a provider sends the person back.
 */
export function readBrowser(request: Request): string | null {
  const cookies = request.headers.get('cookie')?.split(/;\s*/) ?? [];
  const value = cookies.find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1) ?? '';
  const [id = '', signature = ''] = value.split('.');
  return id !== '' && isSignedBy(PURPOSE, id, signature) ? id : null;
}

/** The browser's own id, made when it has none, and the header that keeps it. */
export function keepBrowser(request: Request): { browser: string; setCookie: string } {
  const browser = readBrowser(request) ?? randomToken();
  const secure = env().appUrl.startsWith('https:') ? '; Secure' : '';
  const value = `${browser}.${sign(PURPOSE, browser)}`;
  return { browser, setCookie: `${NAME}=${value}; Path=/; Max-Age=${LIFE_S}; HttpOnly; SameSite=Lax${secure}` };
}
