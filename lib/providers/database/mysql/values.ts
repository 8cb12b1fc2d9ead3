import type { FieldPacket } from 'mysql2';
import mysql from 'mysql2';
import type { Json } from '@/lib/contracts/json';
import { parseExactJson } from '../exact-json';
import { geometryText } from './geometry';

const { Types } = mysql;
const BINARY_CHARSET = 63;
const UNSIGNED = 32;

const NAMES: Record<number, string> = {
  [Types.TINY]: 'tinyint',
  [Types.SHORT]: 'smallint',
  [Types.LONG]: 'int',
  [Types.INT24]: 'mediumint',
  [Types.LONGLONG]: 'bigint',
  [Types.FLOAT]: 'float',
  [Types.DOUBLE]: 'double',
  [Types.DECIMAL]: 'decimal',
  [Types.NEWDECIMAL]: 'decimal',
  [Types.YEAR]: 'year',
  [Types.DATE]: 'date',
  [Types.TIME]: 'time',
  [Types.DATETIME]: 'datetime',
  [Types.TIMESTAMP]: 'timestamp',
  [Types.BIT]: 'bit',
  [Types.JSON]: 'json',
  [Types.GEOMETRY]: 'geometry',
  [Types.ENUM]: 'enum',
  [Types.SET]: 'set',
  [Types.NULL]: 'null',
  242: 'vector',
};

export type Column = { name: string; type: string; length: number };

export function toColumn(field: FieldPacket): Column {
  const code = field.columnType ?? field.type ?? -1;
  const { extendedFormat } = field as FieldPacket & { extendedFormat?: string };
  const isUnsigned = (Number(field.flags) & UNSIGNED) !== 0;
  const named = extendedFormat === 'json' ? 'json' : (NAMES[code] ?? textOrBinary(field));
  const type = isUnsigned && /int|decimal|float|double/.test(named) ? `${named} unsigned` : named;
  return { name: field.name, type, length: field.columnLength ?? field.length ?? 0 };
}

/** A value that is not what its column says, which some servers let in, comes as it is. */
export function toJson(value: unknown, column: Column): Json {
  if (value === null || value === undefined) return null;
  try {
    return convert(value, column);
  } catch {
    return Buffer.isBuffer(value) ? value.toString('base64') : String(value);
  }
}

function convert(value: unknown, { type, length }: Column): Json {
  if (type === 'bit') return bits(value as Buffer, length);
  if (type === 'geometry') return geometryText(value as Buffer);
  if (type === 'json') return parseExactJson(String(value));
  if (type === 'timestamp') return `${String(value).replace(' ', 'T')}Z`;
  if (type === 'datetime') return String(value).replace(' ', 'T');
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (type.startsWith('float')) return shortest(value as number);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(shortest) : String(value);
}

/** A parameter as the binary protocol takes it: lists and objects are JSON there. */
export function toParameter(value: Json): string | number | boolean | null {
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return typeof value === 'boolean' ? Number(value) : value;
}

function textOrBinary({ characterSet, encoding }: FieldPacket & { encoding?: string }): string {
  return characterSet === BINARY_CHARSET || encoding === 'binary' ? 'binary' : 'text';
}

function bits(value: Buffer, length: number): string {
  const all = [...value].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return all.slice(-Math.max(length, 1));
}

/** Four bytes became eight on the way: 1.1 again, not 1.100000023841858. */
function shortest(value: number): number {
  for (let digits = 6; digits < 10; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return value;
}
