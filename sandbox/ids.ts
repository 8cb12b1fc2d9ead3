import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id as the services make them: a prefix and letters and digits only. */
export function newId(prefix: string, length: number): string {
  return prefix + Array.from(randomBytes(length), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

export function newHex(prefix: string, length: number): string {
  return prefix + randomBytes(length / 2).toString('hex');
}

export const newUuid = () => randomUUID();

/** The same for the same text in every process, so that catalogue ids survive a restart. */
export function stableId(prefix: string, text: string, length: number): string {
  const bytes = createHash('sha256').update(text).digest();
  return prefix + Array.from(bytes.subarray(0, length), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

export function hmacBase64(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64');
}
