import { jwtVerify, SignJWT } from 'jose';
import type { SignedIn } from '@/lib/domain/identity/people';
import { derivedKey, randomId } from '@/lib/platform/seal/token';
import { readClaims } from './session-cookie';

const LIFE_S = 15 * 60;
const PURPOSE = 'session token';
const AUDIENCE = 'patchbay-api';

/** For a person's own scripts: the rights of the session it was made from, for a quarter of an hour, and no longer
 * than that session itself. */
export async function writeSessionToken({
  userId,
  sessionId,
  validFrom,
}: SignedIn): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(Date.now() + LIFE_S * 1000);
  const token = await new SignJWT({ session: sessionId, valid_from: validFrom })
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
  return readClaims(verified?.payload);
}
