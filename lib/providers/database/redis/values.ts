import * as z from 'zod';
import type { Json } from '@/lib/contracts/json';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text where it is text, else its bytes in base64; integers beyond 2^53 as strings. */
export function toJson(reply: unknown): Json {
  if (reply === null || reply === undefined || typeof reply === 'boolean') return reply ?? null;
  if (typeof reply === 'number') return Number.isFinite(reply) ? reply : String(reply);
  if (typeof reply === 'string') return toNumber(reply);
  if (Buffer.isBuffer(reply)) return toText(reply) ?? { base64: reply.toString('base64') };
  if (Array.isArray(reply)) return reply.map(toJson);
  if (reply instanceof Map) return toObject(reply);
  return reply instanceof Error ? { error: reply.message } : String(reply);
}

/** Arguments are text or, for bytes, `{"base64": "…"}`. */
export const Argument = z.union([z.string(), z.number(), z.strictObject({ base64: z.base64() })]);
export type Argument = z.infer<typeof Argument>;

export function toArgument(value: Argument): string | Buffer {
  return typeof value === 'object' ? Buffer.from(value.base64, 'base64') : String(value);
}

export function toText(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Integers reach us as text, so that none is rounded. */
function toNumber(text: string): Json {
  return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

/** A map with a key that is not text, or a key twice, stays a list of pairs. */
function toObject(map: Map<unknown, unknown>): Json {
  const pairs = [...map].map(([key, value]): [Json, Json] => [toJson(key), toJson(value)]);
  const names = pairs.map(([key]) => (typeof key === 'object' ? null : String(key)));
  if (names.includes(null) || new Set(names).size < names.length) return pairs;
  return Object.fromEntries(pairs.map(([, value], at) => [names[at], value]));
}
