import type { JsonObject } from '@/lib/contracts/json';

/**
 * JSON text in which U+0000 and half of a surrogate pair, neither of which PostgreSQL keeps, are U+FFFD: a description
 * that was cut in the middle of an emoji must not cost everything that came with it. In JSON both can only stand as
 * escapes.
 */
export function storableJson(text: string): string {
  return text.includes('\\u') ? text.replace(ESCAPES, (found) => (KEPT.test(found) ? found : '\\ufffd')) : text;
}

/** A value with the same in its texts and names. */
export function toStorable<Value extends JsonObject>(value: Value): Value {
  return JSON.parse(storableJson(JSON.stringify(value)));
}

/** Whole pairs and escaped backslashes are found too, so that what follows them is not taken for something else. */
const ESCAPES = /\\(?:\\|u0000|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2})/g;
const KEPT = /^\\\\$|^\\u.{4}\\u/;
