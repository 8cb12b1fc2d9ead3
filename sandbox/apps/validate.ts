import type { Json, JsonObject } from '../json';
import { isObject } from '../json';
import type { Field, Fields } from './field';

export type InputFault = { missing: string[]; wrong: string[] };

/** What the tool's schema says against an input, or null. Keys that no field names are let through and ignored. */
export function faultsOf(fields: Fields, input: JsonObject): InputFault | null {
  const entries = Object.entries(fields);
  const missing = entries.filter(([name, field]) => field.required && isEmpty(input[name])).map(([name]) => name);
  const wrong = entries.flatMap(([name, field]) => {
    const value = input[name];
    return isEmpty(value) || fits(field, value) ? [] : [`${name}: expected ${expected(field)}`];
  });
  return missing.length > 0 || wrong.length > 0 ? { missing, wrong } : null;
}

/** Only what the fields name, without the nulls that stand for "not given". */
export function knownInput(fields: Fields, input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([name, value]) => name in fields && !isEmpty(value)));
}

function isEmpty(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}

function fits({ type, options }: Field, value: Json | undefined): boolean {
  if (options) return typeof value === 'string' && options.includes(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'string[]') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

function expected({ type, options }: Field): string {
  return options
    ? `one of ${options.join(', ')}`
    : type === 'string[]'
      ? 'an array of strings'
      : `a value of type ${type}`;
}
