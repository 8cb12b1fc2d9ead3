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

/** Whose session it is, which one, and what their sessions were valid from when they proved who they are. */
const Claims = z.object({ sub: z.uuid(), session: z.uuid(), valid_from: z.number() });

/** Who the cookie speaks of, whether or not they may still act; null for no cookie, an expired or a forged one. */
export async function readSessionCookie(header: string | null): Promise<SignedIn | null> {
  const token = findCookie(header, sessionCookie().name);
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return readClaims(claims);
}

export function readClaims(claims: unknown): SignedIn | null {
  const { data } = Claims.safeParse(claims);
  return data ? { userId: data.sub, sessionId: data.session, validFrom: data.valid_from } : null;
}

export function toClaims({ userId, sessionId, validFrom }: SignedIn): z.infer<typeof Claims> {
  return { sub: userId, session: sessionId, valid_from: validFrom };
}

/** A new session for somebody who has just proved who they are: the value of a Set-Cookie header. */
export async function writeSessionCookie(userId: string, validFrom: number): Promise<string> {
  const { name, options } = sessionCookie();
  const token = toClaims({ userId, sessionId: randomId(), validFrom });
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
