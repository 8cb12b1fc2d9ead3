import { isObject, type Json, type JsonObject } from '@/lib/contracts/json';
import { REDACTED, redact } from '@/lib/platform/redact';
import { storableJson } from '@/lib/platform/storable-json';

const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 8;

/**
 * What went in or came out, as it may stay on record: without what the schema marks as secret, without what looks like
 * one or is named like one, and no longer than 16 KiB. As JSON text, ready to be written.
 */
export function recordable(value: Json, schema: JsonObject | null): string {
  const clean = redact(schema ? withoutMarked(value, schema) : value);
  const text = storableJson(JSON.stringify(clean) ?? 'null');
  if (Buffer.byteLength(text) <= MAX_BYTES) return text;
  // Escaping can double what is kept; half of the limit always fits.
  const cut = { cut: true, bytes: Buffer.byteLength(text), start: text.slice(0, MAX_BYTES / 2) };
  return storableJson(JSON.stringify(cut));
}

function withoutMarked(value: Json, schema: JsonObject, depth = 0): Json {
  if (isSecret(schema)) return value === null ? null : REDACTED;
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return value;
  const items = schema.items;
  if (Array.isArray(value)) return isObject(items) ? value.map((item) => withoutMarked(item, items, depth + 1)) : value;
  const properties = schema.properties;
  if (!isObject(properties)) return value;
  const changed = Object.entries(properties).flatMap(([name, own]): [string, Json][] => {
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    if (item === undefined || !isObject(own)) return [];
    const clean = withoutMarked(item, own, depth + 1);
    return clean === item ? [] : [[name, clean]];
  });
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}

function isSecret(schema: JsonObject): boolean {
  return (
    schema.secret === true || schema['x-secret'] === true || schema.writeOnly === true || schema.format === 'password'
  );
}
