import { createHash, createHmac, hash, hkdfSync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { env } from '../env';

/** 256 random bits, safe in addresses and headers. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** Lower-case letters and digits, for names people read: prefixes, slugs. */
export function randomSlug(length: number): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

export function randomId(): string {
  return randomUUID();
}

/** For tokens with 256 random bits; a password needs `hashPassword`. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** A fingerprint of something public: a definition, a request body. */
export function fingerprint(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same for what has the same content, whatever order its keys came in. */
export function fingerprintOf(value: unknown): string {
  return fingerprint(JSON.stringify(sorted(value)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** Compared in constant time: the early exit of === tells an attacker how much of a secret is right. */
export function sameSecret(given: string, stored: string): boolean {
  const [a, b] = [hash('sha256', given, 'buffer'), hash('sha256', stored, 'buffer')];
  return timingSafeEqual(a, b);
}

/** The same for two hashes of ours, whose length tells nothing. */
export function sameHash(given: string, stored: string): boolean {
  return given.length === stored.length && timingSafeEqual(Buffer.from(given), Buffer.from(stored));
}

/** A key for one purpose, derived from the installation's secret, so that one leaked use does not open another. */
export function derivedKey(purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().NEXTAUTH_SECRET, 'patchbay', purpose, 32));
}

/** Signs what we hand out and want back unchanged: cookies, cursors with rights, result handles. */
export function sign(purpose: string, text: string): string {
  return createHmac('sha256', derivedKey(purpose)).update(text).digest('base64url');
}

export function isSignedBy(purpose: string, text: string, signature: string): boolean {
  return sameSecret(sign(purpose, text), signature);
}
