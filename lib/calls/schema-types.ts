import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@/lib/contracts/json';

type Type = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

const WORDS: Record<Type, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};
const MAX_NAMED_CHOICES = 20;

/** What one value, without looking inside it, has against a schema; null when it fits or nothing can be told. */
export function problemWithType(schema: JsonObject, value: Json): string | null {
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => fits(type, value))) {
    return `must be ${
      types
        .filter((type) => type !== 'null')
        .map((type) => WORDS[type])
        .join(' or ') || WORDS.null
    }`;
  }
  const choices = 'const' in schema ? [schema.const] : schema.enum;
  if (Array.isArray(choices) && choices.length > 0 && !choices.some((choice) => isSame(choice, value))) {
    const named = choices.slice(0, MAX_NAMED_CHOICES).map((choice) => JSON.stringify(choice));
    return `must be one of ${named.join(', ')}${choices.length > MAX_NAMED_CHOICES ? ', …' : ''}`;
  }
  return typeof value === 'number' ? problemWithSize(schema, value) : problemWithLength(schema, value);
}

/**
 * Agents write numbers, flags, lists and objects as text, and apps read them; they are sent on as they are. Text is the
 * one type that nothing else passes for: a number in its place is a mistake more often than not.
 */
function fits(type: Type, value: Json): boolean {
  if (typeof value === 'string') return type === 'string' || readsAs(type, value.trim());
  if (value === null) return type === 'null';
  if (Array.isArray(value)) return type === 'array';
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

function readsAs(type: Type, text: string): boolean {
  if (type === 'number') return text !== '' && Number.isFinite(Number(text));
  if (type === 'integer') return text !== '' && Number.isInteger(Number(text));
  if (type === 'boolean') return /^(?:true|false)$/i.test(text);
  if (type === 'array') return text.startsWith('[');
  return type === 'object' && text.startsWith('{');
}

function typesOf({ type, nullable }: JsonObject): Type[] {
  const named = (Array.isArray(type) ? type : [type]).filter((each) => each !== undefined);
  if (!named.every(isType)) return [];
  return nullable === true && named.length > 0 ? [...named, 'null'] : named;
}

function isType(value: Json): value is Type {
  return typeof value === 'string' && Object.hasOwn(WORDS, value);
}

function isSame(choice: Json | undefined, value: Json): boolean {
  return isDeepStrictEqual(choice, value) || (typeof choice !== 'object' && String(choice) === value);
}

function problemWithSize({ minimum, maximum }: JsonObject, value: number): string | null {
  if (typeof minimum === 'number' && value < minimum) return `must be at least ${minimum}`;
  return typeof maximum === 'number' && value > maximum ? `must be at most ${maximum}` : null;
}

function problemWithLength({ minLength, maxLength }: JsonObject, value: Json): string | null {
  if (typeof value !== 'string') return null;
  if (typeof minLength === 'number' && value.length < minLength) return `must have at least ${minLength} characters`;
  // In characters as people count them: those outside the basic plane are two here.
  const isLonger = typeof maxLength === 'number' && value.length > maxLength && [...value].length > maxLength;
  return isLonger ? `must have at most ${maxLength} characters` : null;
}
