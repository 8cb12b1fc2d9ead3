import type { Json, JsonObject } from '../json';

const RECORD_BYTES = 1024;

/** A result blown up to about this many bytes, as records, so that a reader has somewhere to cut. */
export function padTo(bytes: number, result: Json): Json {
  if (bytes <= 0) return result;
  const text = 'x'.repeat(RECORD_BYTES - 40);
  const records = Array.from({ length: Math.ceil(bytes / RECORD_BYTES) }, (_, index): JsonObject => ({ index, text }));
  return Array.isArray(result) ? [...result, ...records] : { result, records };
}
