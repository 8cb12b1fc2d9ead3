import { z } from 'zod';
import { Json, type JsonObject } from '@/lib/contracts/json';

const ParameterType = z.enum(['string', 'integer', 'number', 'boolean']);

export const SavedParameter = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Lower-case letters, digits and underscores.'),
  type: ParameterType,
  description: z.string().max(500).default(''),
  required: z.boolean().default(true),
  default: Json.optional(),
});

/**
 * A query that became a tool of its own. `statement` is SQL with `:name` where a parameter goes, or for the other
 * kinds the input of their query tool with `{"$parameter": "name"}`. Parameters are bound, never spliced.
 */
export const SavedQuery = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Lower-case letters, digits and underscores.'),
  description: z.string().min(1).max(1000),
  parameters: z.array(SavedParameter).max(30).default([]),
  statement: z.union([z.string().min(1).max(100_000), z.record(z.string(), Json)]),
});
export type SavedQuery = z.infer<typeof SavedQuery>;

const TYPES = { string: z.string(), integer: z.number().int(), number: z.number(), boolean: z.boolean() };

/** What a caller of the saved query may send: its parameters, and the cursor of the page before. */
export function parametersOf(saved: SavedQuery): z.ZodObject {
  const fields = saved.parameters.map((parameter) => {
    const typed: z.ZodType = TYPES[parameter.type].describe(parameter.description);
    if (parameter.default !== undefined) return [parameter.name, typed.default(parameter.default)];
    return [parameter.name, parameter.required ? typed : typed.nullish()];
  });
  return z.object({ ...Object.fromEntries(fields), cursor: z.string().optional() }).strict();
}

/** For statements that are JSON: each `{"$parameter": "name"}` becomes the value, as a value. */
export function fillIn(statement: Json, values: JsonObject): Json {
  if (Array.isArray(statement)) return statement.map((item) => fillIn(item, values));
  if (typeof statement !== 'object' || statement === null) return statement;
  const { $parameter: name } = statement;
  if (typeof name === 'string' && Object.keys(statement).length === 1) return values[name] ?? null;
  return Object.fromEntries(Object.entries(statement).map(([key, value]) => [key, fillIn(value, values)]));
}
