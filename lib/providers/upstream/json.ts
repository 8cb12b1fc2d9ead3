import type { Json } from '@/lib/contracts/json';
import { depthOf, MAX_JSON_DEPTH, withoutDepth } from '@/lib/platform/json-depth';
import { storableJson } from '@/lib/platform/storable-json';

/** Beyond it is nothing that anybody sent in good faith. */
const MAX_LEVELS = 10_000;

/**
 * Undefined where it is not JSON, or nests beyond all measure. What nests so deep that reading it further could end the
 * process is left out of it, and what cannot be stored is replaced.
 */
export function parseJson(text: string): unknown {
  return read(text)?.value;
}

/** The text of an answer as it may be read by anybody; null where it is not JSON. */
export function toReadableJson(text: string): string | null {
  const found = read(text);
  return found && (found.isWhole ? found.storable : JSON.stringify(found.value));
}

/** Looked through once for each question, because an answer may be megabytes. */
function read(text: string): { value: Json; storable: string; isWhole: boolean } | null {
  const depth = depthOf(text, MAX_LEVELS);
  if (depth > MAX_LEVELS) return null;
  try {
    const storable = storableJson(text);
    const value = JSON.parse(storable) as Json;
    const isWhole = depth <= MAX_JSON_DEPTH;
    return { value: isWhole ? value : withoutDepth(value), storable, isWhole };
  } catch {
    return null;
  }
}
