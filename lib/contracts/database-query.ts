import * as z from 'zod';
import { EndUserId } from './ids';
import { JsonObject } from './json';
import { Cursor } from './paging';

export const DatabaseQuery = z
  .object({
    user_id: EndUserId.optional(),
    tool: z
      .string()
      .min(1)
      .max(40)
      .default('query')
      .meta({ description: 'The kind of the tool, or the name of a saved query.', examples: ['query'] }),
    input: JsonObject.default({}).meta({
      description: 'What that tool takes.',
      examples: [{ query: 'select id, total from orders order by id desc limit 10' }],
    }),
    cursor: Cursor.optional(),
  })
  .meta({ examples: [{ tool: 'query', input: { query: 'select id, total from orders order by id desc limit 10' } }] });
export type DatabaseQuery = z.infer<typeof DatabaseQuery>;

/** For the schema browser; which of them a kind knows is its own affair. */
export const DatabaseSchemaQuery = z.object({
  table: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'Describe this table (SQL).', examples: ['orders'] }),
  schema: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'The schema that it is in (SQL).', examples: ['public'] }),
  collection: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'Describe this collection (MongoDB).', examples: ['orders'] }),
  key: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: 'Describe this key (Redis).', examples: ['order:1042'] }),
  search: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'Text in the names to list.', examples: ['order'] }),
  cursor: Cursor.optional(),
});
export type DatabaseSchemaQuery = z.infer<typeof DatabaseSchemaQuery>;
