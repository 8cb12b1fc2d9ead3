import { BSON, type Document } from 'mongodb';
import type { Json } from '@/lib/contracts/json';
import { Refusal } from '../refusal';

/** More than a server keeps; one that lies may send more. */
const MAX_DEPTH = 250;

/** Extended JSON, in which only what JSON can hold exactly is a plain value. */
export function toJson(value: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new Refusal('A document is nested too deeply to be shown.');
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return fromDouble(value);
  if (Array.isArray(value)) return value.map((item) => toJson(item, depth + 1));
  if (value instanceof BSON.Long) return fromLong(value);
  if (value instanceof BSON.Double) return fromDouble(value.value);
  if (value instanceof Date) return fromDate(value);
  if (typeof value === 'object' && '_bsontype' in value)
    return BSON.EJSON.serialize(value as Document, { relaxed: false });
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner, depth + 1)]));
}

function fromLong(value: BSON.Long): Json {
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : { $numberLong: value.toString() };
}

function fromDouble(value: number): Json {
  if (Object.is(value, -0)) return { $numberDouble: '-0.0' };
  return Number.isFinite(value) ? value : { $numberDouble: String(value) };
}

/** Years that ISO 8601 has no four digits for, and dates that no calendar reaches, are milliseconds. */
function fromDate(date: Date): Json {
  const time = date.getTime();
  const isShort = time >= 0 && date.getUTCFullYear() < 10_000;
  return { $date: isShort ? date.toISOString() : { $numberLong: String(time) } };
}
