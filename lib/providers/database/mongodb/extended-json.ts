import { BSON, type Document } from 'mongodb';
import { isObject, type Json, type JsonObject } from '@/lib/contracts/json';
import { Refusal } from '../refusal';

/**
 * Reads extended JSON in one pass: `{"$oid": …}` and its like become values, anything else stays a document. Given a
 * list of operators, every other name that begins with `$` is refused, so that an operator nobody thought of is not let
 * through. The depth was bounded before (`checkInputShape`).
 */
export function readDocument(document: JsonObject, operators: ReadonlySet<string> | null): Document {
  return readObject(document, operators);
}

export function readPipeline(stages: JsonObject[], operators: ReadonlySet<string>): Document[] {
  return stages.map((stage) => readObject(stage, operators));
}

function readValue(value: Json, operators: ReadonlySet<string> | null): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => readValue(item, operators));
  const [name = '', ...more] = Object.keys(value);
  const read = more.length === 0 && Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (!read) return readObject(value, operators);
  const typed = read(value[name] ?? null);
  if (typed === undefined) throw new Refusal(`This is no valid ${name}.`);
  return typed;
}

function readObject(document: JsonObject, operators: ReadonlySet<string> | null): Document {
  const entries = Object.entries(document).map(([name, value]) => {
    if (name === '_bsontype') throw new Refusal('A field named _bsontype cannot be used here.');
    if (operators && name.startsWith('$') && !operators.has(name)) {
      throw new Refusal(`${name.slice(0, 40)} is not one of the operators that are allowed here.`);
    }
    return [name, readValue(value, operators)];
  });
  return Object.fromEntries(entries);
}

type Read = (value: Json) => unknown;

/** By the name of the one field. Undefined is said for a value that the type cannot have. JavaScript is not here. */
const TYPES: Record<string, Read> = {
  $oid: (value) => (isText(value, /^[0-9a-f]{24}$/i) ? new BSON.ObjectId(value) : undefined),
  $date: readDate,
  $numberInt: (value) => readInteger(value, 31, (text) => new BSON.Int32(Number(text))),
  $numberLong: (value) => readInteger(value, 63, (text) => BSON.Long.fromString(text)),
  $numberDouble: (value) =>
    isText(value, /^(-?Infinity|NaN|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/) ? new BSON.Double(Number(value)) : undefined,
  $numberDecimal: readDecimal,
  $binary: readBinary,
  $uuid: (value) => (isText(value, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i) ? new BSON.UUID(value) : undefined),
  $regularExpression: readRegularExpression,
  $timestamp: readTimestamp,
  $minKey: (value) => (value === 1 ? new BSON.MinKey() : undefined),
  $maxKey: (value) => (value === 1 ? new BSON.MaxKey() : undefined),
};

function readDate(value: Json): Date | undefined {
  const ms = isObject(value)
    ? readInteger(value.$numberLong ?? null, 63, Number)
    : typeof value === 'string'
      ? Date.parse(value)
      : value;
  const date = new Date(typeof ms === 'number' ? ms : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readInteger<Value>(value: Json, bits: 31 | 63, make: (text: string) => Value): Value | undefined {
  if (!isText(value, /^-?\d{1,19}$/)) return undefined;
  const most = 2n ** BigInt(bits);
  return BigInt(value) < most && BigInt(value) >= -most ? make(value) : undefined;
}

function readDecimal(value: Json): BSON.Decimal128 | undefined {
  if (typeof value !== 'string' || value.length > 100) return undefined;
  try {
    return BSON.Decimal128.fromString(value);
  } catch {
    return undefined;
  }
}

function readBinary(value: Json): BSON.Binary | undefined {
  if (!isObject(value)) return undefined;
  const { base64 = null, subType = '00' } = value;
  if (!isText(base64, /^[A-Za-z0-9+/]*={0,2}$/) || !isText(subType, /^[0-9a-f]{1,2}$/i)) return undefined;
  return new BSON.Binary(Buffer.from(base64, 'base64'), Number.parseInt(subType, 16));
}

function readRegularExpression(value: Json): BSON.BSONRegExp | undefined {
  if (!isObject(value)) return undefined;
  const { pattern = null, options = '' } = value;
  const isPattern = typeof pattern === 'string' && !pattern.includes('\0');
  return isPattern && isText(options, /^[imsuxl]*$/) ? new BSON.BSONRegExp(pattern, options) : undefined;
}

function readTimestamp(value: Json): BSON.Timestamp | undefined {
  if (!isObject(value)) return undefined;
  const { t, i } = value;
  return isUint32(t) && isUint32(i) ? new BSON.Timestamp({ t, i }) : undefined;
}

function isText(value: Json, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

function isUint32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}
