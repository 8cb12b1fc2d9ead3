import { findSignedIn, principalOf, type SignedIn } from '@/lib/domain/identity/people';
import { findKeyPrincipal } from '@/lib/domain/identity/presented-keys';
import type { Principal } from '@/lib/domain/identity/principal';
import { readLocale } from './read-locale';
import { readSessionCookie } from './session-cookie';
import { readSessionToken } from './session-token';

/**
 * Who is acting, or null for a stranger; wrong, expired and revoked credentials make a stranger too. A key or token
 * that was sent counts before the cookie, so that a page can try a key without acting as the person looking at it.
 */
export async function findPrincipal(request: Request): Promise<Principal | null> {
  const key = request.headers.get('x-api-key');
  if (key !== null) return findKeyPrincipal(key, readLocale(request));
  const [scheme = '', bearer = ''] = request.headers.get('authorization')?.split(/ +/, 2) ?? [];
  if (scheme.toLowerCase() === 'bearer') {
    return isToken(bearer)
      ? findPerson(await readSessionToken(bearer), 'token')
      : findKeyPrincipal(bearer, readLocale(request));
  }
  return findPagePrincipal(request.headers.get('cookie'));
}

/** Pages know people by their cookie and by nothing else. */
export async function findPagePrincipal(cookies: string | null): Promise<Principal | null> {
  return findPerson(await readSessionCookie(cookies), 'session');
}

/** A JWT is three parts with dots between; our keys have none. */
function isToken(bearer: string): boolean {
  return bearer.split('.').length === 3;
}

async function findPerson(signedIn: SignedIn | null, kind: 'session' | 'token'): Promise<Principal | null> {
  const person = signedIn && (await findSignedIn(signedIn));
  return person && principalOf(person, kind);
}
