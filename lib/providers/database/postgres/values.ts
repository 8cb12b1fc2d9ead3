import { parse as parseArray } from 'postgres-array';
import type { Json } from '@/lib/contracts/json';
import { parseExactJson } from '../exact-json';

/** A type as the result names it by number; `element` for arrays. */
export type ColumnType = { name: string; element: ColumnType | null };

type Convert = (text: string) => Json;

const number: Convert = (text) => {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};

/** Values whose JSON is more than their text. Everything else is its text, which loses nothing. */
const CONVERSIONS: Record<string, Convert> = {
  boolean: (text) => text === 't',
  smallint: number,
  integer: number,
  oid: number,
  real: number,
  'double precision': number,
  json: parseExactJson,
  jsonb: parseExactJson,
  bytea: (text) => Buffer.from(text.slice(2), 'hex').toString('base64'),
  'timestamp with time zone': (text) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'),
  'timestamp without time zone': (text) => text.replace(' ', 'T'),
};

/** A value that is not what its column says, as only a broken server sends it, comes as its text. */
export function toJson(text: string | null, { name, element }: ColumnType): Json {
  if (text === null) return null;
  try {
    if (element) return parseArray(text, (item) => toJson(item, element)) as Json;
    return CONVERSIONS[name]?.(text) ?? text;
  } catch {
    return text;
  }
}

/** Parameters travel as text; the server reads them by the type that the statement wants. */
export function toParameter(value: Json): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) return arrayLiteral(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function arrayLiteral(items: Json[]): string {
  const parts = items.map((item) => {
    if (item === null) return 'NULL';
    if (Array.isArray(item)) return arrayLiteral(item);
    return `"${(toParameter(item) ?? '').replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${parts.join(',')}}`;
}
