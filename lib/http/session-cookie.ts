import { decode, encode } from 'next-auth/jwt';
import * as z from 'zod';
import type { SignedIn } from '@/lib/domain/identity/people';
import { env } from '@/lib/platform/env';
import { randomId } from '@/lib/platform/seal/token';

export const SESSION_LIFE_S = 30 * 24 * 60 * 60;

/** `__Host-` makes the browser itself refuse the cookie for another host, path or over plain HTTP. */
export function sessionCookie() {
  const secure = env().appUrl.startsWith('https://');
  return {
    name: secure ? '__Host-patchbay-session' : 'patchbay-session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  };
}

/** next-auth writes `iat` anew whenever it renews the cookie, so the moment of signing in is a claim of its own. */
const Claims = z.object({ sub: z.uuid(), session: z.uuid(), signed_in_at: z.number() });

/** Who the cookie speaks of, whether or not they may still act; null for no cookie, an expired or a forged one. */
export async function readSessionCookie(header: string | null): Promise<SignedIn | null> {
  const token = findCookie(header, sessionCookie().name);
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return readClaims(claims);
}

/** What every session says: whose it is, which one, and since when. */
export function readClaims(claims: unknown): SignedIn | null {
  const { data } = Claims.safeParse(claims);
  return data ? { userId: data.sub, sessionId: data.session, signedInAt: data.signed_in_at } : null;
}

export function toClaims({ userId, sessionId, signedInAt }: SignedIn): z.infer<typeof Claims> {
  return { sub: userId, session: sessionId, signed_in_at: signedInAt };
}

/** A new session for somebody who has just proved who they are: the value of a Set-Cookie header. */
export async function writeSessionCookie(userId: string, signedInAt: number): Promise<string> {
  const { name, options } = sessionCookie();
  const token = toClaims({ userId, sessionId: randomId(), signedInAt });
  const value = await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_LIFE_S });
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${SESSION_LIFE_S}`];
  return [...parts, ...(options.secure ? ['Secure'] : [])].join('; ');
}

function findCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key = '', value = ''] = part.split(/=(.*)/s);
    if (key.trim() === name) return value.trim();
  }
  return null;
}
