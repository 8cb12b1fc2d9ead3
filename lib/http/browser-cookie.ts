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
  const [id = '', signature = ''] = cookieOf(request, NAME).split('.');
  return id !== '' && isSignedBy(PURPOSE, id, signature) ? id : null;
}

/** The browser's own id, made when it has none, and the header that keeps it. */
export function keepBrowser(request: Request): { browser: string; setCookie: string } {
  const browser = readBrowser(request) ?? randomToken();
  return { browser, setCookie: cookie(NAME, `${browser}.${sign(PURPOSE, browser)}`, LIFE_S) };
}

const STATES = 'patchbay_connecting';
const STATES_LIFE_S = 10 * 60;
const MAX_STATES = 5;

/** The states of the links that this browser opened lately, newest first. */
export function readStates(request: Request): string[] {
  const value = cookieOf(request, STATES);
  return value ? value.split('.').filter(Boolean).slice(0, MAX_STATES) : [];
}

/** For a provider that sends the browser back without our state. Each state is worth nothing in another browser. */
export function keepState(request: Request, state: string): string {
  const states = [state, ...readStates(request).filter((kept) => kept !== state)].slice(0, MAX_STATES);
  return cookie(STATES, states.join('.'), STATES_LIFE_S);
}

function cookieOf(request: Request, name: string): string {
  const cookies = request.headers.get('cookie')?.split(/;\s*/) ?? [];
  return cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

function cookie(name: string, value: string, lifeS: number): string {
  const secure = env().appUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${lifeS}; HttpOnly; SameSite=Lax${secure}`;
}
