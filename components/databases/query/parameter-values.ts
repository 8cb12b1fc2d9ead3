import type { Json, JsonObject } from '@/lib/contracts/json';
import type { SavedParameter } from '@/lib/contracts/saved-query';

export const PARAMETER_TYPES = ['string', 'integer', 'number', 'boolean'] as const satisfies SavedParameter['type'][];

/** A value on its way: what was typed, and what it is to be taken for. */
export type TypedValue = { type: SavedParameter['type'] | 'null'; text: string };

export function toValue({ type, text }: TypedValue): Json {
  if (type === 'null') return null;
  if (type === 'string') return text;
  if (type === 'boolean') return text === 'true';
  const number = Number(text);
  // What JavaScript cannot hold exactly goes as it was typed; the server reads it by the type that it wants.
  const isExact = text.trim() !== '' && Number.isFinite(number) && (type === 'number' || Number.isSafeInteger(number));
  return isExact ? number : text;
}

export function fromValue(value: Json): TypedValue {
  if (value === null) return { type: 'null', text: '' };
  if (typeof value === 'boolean') return { type: 'boolean', text: String(value) };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number', text: String(value) };
  return { type: 'string', text: typeof value === 'string' ? value : JSON.stringify(value) };
}

export function toValues(names: readonly string[], typed: Record<string, TypedValue>): JsonObject {
  return Object.fromEntries(names.map((name) => [name, toValue(typed[name] ?? { type: 'string', text: '' })]));
}

/** What a saved query starts with: its own types, and its defaults. */
export function initialOf(parameters: readonly SavedParameter[]): Record<string, TypedValue> {
  return Object.fromEntries(
    parameters.map(({ name, type, required, default: byDefault }) => {
      const text = byDefault === undefined || byDefault === null ? '' : String(byDefault);
      return [name, { type: text === '' && !required ? 'null' : type, text }];
    }),
  );
}
