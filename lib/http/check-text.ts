import { invalidField } from '@/lib/errors';
import { say } from '@/lib/sentence';

/** Half of a surrogate pair, or U+0000, can only come into a body as an escape: JSON forbids the one, UTF-8 the other. */
const SUSPICIOUS = /\\u(0000|d[89a-f])/i;

/** The values of a JSON text are only looked at when it has something suspicious in it. */
export function assertStorableJson(json: string, value: unknown): void {
  if (SUSPICIOUS.test(json)) storable(value);
}

/**
 * Hands a value on, or refuses it for text that PostgreSQL cannot hold and UTF-8 cannot write: U+0000, and half of a
 * surrogate pair. Nobody means either of them, wherever they stand, so they are refused here for every endpoint.
 */
export function storable<Value>(value: Value, path: string[] = []): Value {
  if (typeof value === 'string') assertStorable(value, path);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      assertStorable(key, path);
      storable(inner, [...path, key]);
    }
  }
  return value;
}

function assertStorable(text: string, path: string[]): void {
  if (!text.includes('\0') && !/\p{Surrogate}/u.test(text)) return;
  throw invalidField(path.join('.') || 'body', say('http.unstorable'));
}
