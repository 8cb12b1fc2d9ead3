import * as z from 'zod';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { SavedQuery } from '@/lib/contracts/saved-query';
import { OffsetText } from './page';

const TYPES = { string: z.string(), integer: z.number().int(), number: z.number(), boolean: z.boolean() };

/** What a caller of the saved query may send: its parameters, and the cursor of the page before. */
export function parametersOf(saved: SavedQuery): z.ZodObject {
  const fields = saved.parameters.map((parameter) => {
    const typed: z.ZodType = TYPES[parameter.type].describe(parameter.description);
    if (parameter.default !== undefined) return [parameter.name, typed.default(parameter.default)];
    return [parameter.name, parameter.required ? typed : typed.nullish()];
  });
  return z.object({ ...Object.fromEntries(fields), cursor: OffsetText.optional() }).strict();
}

/** For statements that are JSON: each `{"$parameter": "name"}` becomes the value, as a value. */
export function fillIn(statement: Json, values: JsonObject): Json {
  if (Array.isArray(statement)) return statement.map((item) => fillIn(item, values));
  if (typeof statement !== 'object' || statement === null) return statement;
  const { $parameter: name } = statement;
  if (typeof name === 'string' && Object.keys(statement).length === 1) return values[name] ?? null;
  return Object.fromEntries(Object.entries(statement).map(([key, value]) => [key, fillIn(value, values)]));
}
