import type { Json, JsonObject } from '@/lib/contracts/json';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with one key set, or without it. */
export function withKey(object: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _former, ...others } = object;
  return value === undefined ? others : { ...object, [name]: value };
}
