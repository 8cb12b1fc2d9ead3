import type { NextAuthOptions } from 'next-auth';
import { sessionCookie } from './session-cookie';

const FIFTEEN_MINUTES_S = 15 * 60;

/** All of next-auth's cookies: host-only, unreadable for scripts, and not sent along from other sites' forms. */
export function authCookies(): NonNullable<NextAuthOptions['cookies']> {
  const { name, options } = sessionCookie();
  const named = (suffix: string) => name.replace(/session$/, suffix);
  const brief = { ...options, maxAge: FIFTEEN_MINUTES_S };
  return {
    sessionToken: { name, options },
    csrfToken: { name: named('csrf'), options },
    callbackUrl: { name: named('return'), options },
    pkceCodeVerifier: { name: named('pkce'), options: brief },
    state: { name: named('state'), options: brief },
    nonce: { name: named('nonce'), options: brief },
  };
}
