import * as z from 'zod';
import { DatabaseId } from './ids';
import { Json, JsonObject } from './json';

/** Tools that every database has; a saved query cannot be named like one of them. */
export const BUILT_IN_TOOLS: readonly string[] = ['query', 'schema', 'explain', 'write'];

export const SavedParameter = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Lower-case letters, digits and underscores.')
    .refine((name) => name !== 'cursor', 'This name is taken by the cursor that every query has.')
    .meta({ description: 'The parameter, as the statement names it.', examples: ['since'] }),
  type: z.enum(['string', 'integer', 'number', 'boolean']).describe('What kind of value it takes.'),
  description: z
    .string()
    .max(500)
    .default('')
    .meta({ description: 'What it means, as agents read it.', examples: ['The first day, as 2027-01-31.'] }),
  required: z.boolean().default(true).describe('Whether a call must give it.'),
  default: Json.optional().meta({ description: 'What holds when a call leaves it out.', examples: ['2027-01-01'] }),
});
export type SavedParameter = z.infer<typeof SavedParameter>;

const NAME = { description: 'The saved query, by its name.', examples: ['sales_since'] };

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
      .refine((name) => !BUILT_IN_TOOLS.includes(name), 'This name belongs to a tool that every database has.')
      .meta(NAME),
    description: z
      .string()
      .trim()
      .min(1, 'Say what it answers: agents choose it by this.')
      .max(1000)
      .meta({
        description: 'What it answers: agents choose it by this.',
        examples: ['How much was sold since a day.'],
      }),
    parameters: z.array(SavedParameter).max(30).default([]).describe('What a call may fill in.'),
    statement: z.union([z.string().min(1).max(100_000), JsonObject]).meta({
      description:
        'SQL with `:name` where a parameter goes, or the input of the query tool with `{"$parameter": "name"}`.',
      examples: ['select sum(total) from orders where placed_on >= :since'],
    }),
  })
  .meta({ id: 'SavedQuery' });
export type SavedQuery = z.infer<typeof SavedQuery>;

/** With the name under which agents find it. */
export const SavedQueryTool = SavedQuery.extend({
  tool_name: z.string().meta({
    description: 'The tool that it became, as agents call it.',
    examples: ['DB_SALES_SINCE_db_bh5hr8j6t3scr59al0cd1zo7a'],
  }),
}).meta({ id: 'SavedQueryTool' });
export type SavedQueryTool = z.infer<typeof SavedQueryTool>;

export const SavedQueryList = z
  .object({
    saved_queries: z.array(SavedQueryTool).describe('Saved queries of the database, by name.'),
  })
  .meta({ id: 'SavedQueryList' });

/** Without defaults: what is not named stays as it was. */
export const SavedQueryChange = SavedQuery.extend({
  parameters: z.array(SavedParameter).max(30).describe('What a call may fill in.'),
})
  .partial()
  .meta({ examples: [{ description: 'How much was sold since a day, in euros.' }] });
export type SavedQueryChange = z.infer<typeof SavedQueryChange>;

export const SavedQueryParams = z.object({ db_id: DatabaseId.max(100), name: z.string().max(100).meta(NAME) });
