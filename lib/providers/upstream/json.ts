import type { Json } from '@/lib/contracts/json';
import { isTooDeep, withoutDepth } from '@/lib/platform/json-depth';

/** Beyond it is nothing that anybody sent in good faith. */
const MAX_LEVELS = 10_000;

/**
 * Undefined where it is not JSON, or nests beyond all measure. What nests so deep that reading it further could end the process is left out of it,
 * and so is what `withoutUnkeepable` leaves out.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text, MAX_LEVELS)) return undefined;
  try {
    const found = JSON.parse(withoutUnkeepable(text)) as Json;
    return isTooDeep(text) ? withoutDepth(found) : found;
  } catch {
    return undefined;
  }
}

/** The text of an answer as it may be read by anybody; null where it is not JSON. */
export function toReadableJson(text: string): string | null {
  const found = parseJson(text);
  if (found === undefined) return null;
  return isTooDeep(text) ? JSON.stringify(found) : withoutUnkeepable(text);
}

/**
 * U+0000 and half of a surrogate pair, which PostgreSQL does not keep, become U+FFFD: a description that was cut in the
 * middle of an emoji must not cost all apps that came with it. In JSON both can only stand as escapes.
 */
function withoutUnkeepable(text: string): string {
  return text.includes('\\u') ? text.replace(ESCAPES, (found) => (KEPT.test(found) ? found : '\\ufffd')) : text;
}

/** Whole pairs and escaped backslashes are found too, so that what follows them is not taken for something else. */
const ESCAPES = /\\(?:\\|u0000|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[dD][89a-fA-F][\da-fA-F]{2})/g;
const KEPT = /^\\\\$|^\\u.{4}\\u/;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
