import { jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { derivedKey, randomId } from '@/lib/platform/seal/token';
import type { SignedIn } from './principal';

const LIFE_S = 15 * 60;
const PURPOSE = 'session token';
const AUDIENCE = 'patchbay-api';

const Claims = z.object({ sub: z.uuid(), signed_in_at: z.number() });

/** For a person's own scripts: the rights of the session it was made from, for a quarter of an hour, and no longer
 * than that session itself. */
export async function writeSessionToken({ userId, signedInAt }: SignedIn): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(Date.now() + LIFE_S * 1000);
  const token = await new SignJWT({ signed_in_at: signedInAt })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience(AUDIENCE)
    .setJti(randomId())
    .setIssuedAt()
    .setExpirationTime(expiresAt)
    .sign(derivedKey(PURPOSE));
  return { token, expiresAt };
}

export async function readSessionToken(token: string): Promise<SignedIn | null> {
  const checks = { audience: AUDIENCE, algorithms: ['HS256'] };
  const verified = await jwtVerify(token, derivedKey(PURPOSE), checks).catch(() => null);
  const claims = Claims.safeParse(verified?.payload);
  return claims.success ? { userId: claims.data.sub, signedInAt: claims.data.signed_in_at } : null;
}
