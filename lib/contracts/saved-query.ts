import * as z from 'zod';
import { Json } from './json';

/** Tools that every database has; a saved query cannot be named like one of them. */
export const BUILT_IN_TOOLS: readonly string[] = ['query', 'schema', 'explain', 'write'];

export const SavedParameter = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Lower-case letters, digits and underscores.')
    .refine((name) => name !== 'cursor', 'This name is taken by the cursor that every query has.'),
  type: z.enum(['string', 'integer', 'number', 'boolean']),
  description: z.string().max(500).default(''),
  required: z.boolean().default(true),
  default: Json.optional(),
});
export type SavedParameter = z.infer<typeof SavedParameter>;

/**
 * A query that became a tool of its own. `statement` is SQL with `:name` where a parameter goes, or for the other
 * kinds the input of their query tool with `{"$parameter": "name"}`. Parameters are bound, never spliced. The name is
 * short enough to be part of a tool's name beside the id of its database.
 */
export const SavedQuery = z
  .object({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,31}$/, 'Up to 32 lower-case letters, digits and underscores.')
      .refine((name) => !BUILT_IN_TOOLS.includes(name), 'This name belongs to a tool that every database has.'),
    description: z.string().trim().min(1, 'Say what it answers: agents choose it by this.').max(1000),
    parameters: z.array(SavedParameter).max(30).default([]),
    statement: z.union([z.string().min(1).max(100_000), z.record(z.string(), Json)]),
  })
  .meta({ id: 'SavedQuery' });
export type SavedQuery = z.infer<typeof SavedQuery>;

/** With the name under which agents find it. */
export const SavedQueryTool = SavedQuery.extend({ tool_name: z.string() }).meta({ id: 'SavedQueryTool' });
export type SavedQueryTool = z.infer<typeof SavedQueryTool>;

export const SavedQueryList = z.object({ saved_queries: z.array(SavedQueryTool) }).meta({ id: 'SavedQueryList' });

/** Without defaults: what is not named stays as it was. */
export const SavedQueryChange = SavedQuery.extend({ parameters: z.array(SavedParameter).max(30) }).partial();
export type SavedQueryChange = z.infer<typeof SavedQueryChange>;

export const SavedQueryParams = z.object({ db_id: z.string().max(100), name: z.string().max(100) });
