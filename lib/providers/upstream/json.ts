import type { Json } from '@/lib/contracts/json';
import { isTooDeep, withoutDepth } from '@/lib/platform/json-depth';
import { storableJson } from '@/lib/platform/storable-json';

/** Beyond it is nothing that anybody sent in good faith. */
const MAX_LEVELS = 10_000;

/**
 * Undefined where it is not JSON, or nests beyond all measure. What nests so deep that reading it further could end the
 * process is left out of it, and what cannot be stored is replaced.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text, MAX_LEVELS)) return undefined;
  try {
    const found = JSON.parse(storableJson(text)) as Json;
    return isTooDeep(text) ? withoutDepth(found) : found;
  } catch {
    return undefined;
  }
}

/** The text of an answer as it may be read by anybody; null where it is not JSON. */
export function toReadableJson(text: string): string | null {
  const found = parseJson(text);
  if (found === undefined) return null;
  return isTooDeep(text) ? JSON.stringify(found) : storableJson(text);
}
