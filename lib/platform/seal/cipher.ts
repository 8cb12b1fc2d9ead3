import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed cannot be opened: another key, another row, or changed bytes. Which of these is not told. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/**
 * AES-256-GCM. `boundTo` names the row and its owner and is authenticated with the text, so that sealed bytes copied
 * into somebody else's row do not open there.
 */
export function seal(key: Uint8Array, plain: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body]));
}

export function open(key: Uint8Array, sealed: Uint8Array, boundTo: string): Uint8Array<ArrayBuffer> {
  if (sealed[0] !== FORMAT || sealed.length < 1 + IV_BYTES + TAG_BYTES) throw new SealError('Not sealed bytes.');
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(tag);
  try {
    return new Uint8Array(
      Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]),
    );
  } catch (cause) {
    throw new SealError('The sealed bytes do not open with this key.', { cause });
  }
}
