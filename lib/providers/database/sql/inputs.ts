import * as z from 'zod';
import { Json } from '@/lib/contracts/json';
import { OffsetCursor } from '../page';

const params = z
  .array(Json)
  .max(1000)
  .default([])
  .describe('Values for the placeholders, in order. They are bound, never spliced.');
const limit = z.number().int().min(1).max(1000).optional().describe('At most so many rows.');
const sql = (what: string) => z.string().min(1).max(100_000).describe(what);

export const QueryInput = z.strictObject({
  query: sql('One SQL statement that reads. Add ORDER BY when you want to go on with a cursor.'),
  params,
  limit,
  cursor: OffsetCursor,
});
export const ExplainInput = z.strictObject({ query: sql('The statement to explain. It is not run.'), params });
export const WriteInput = z.strictObject({ query: sql('One SQL statement that changes data or tables.'), params });
export const SchemaInput = z.strictObject({
  table: z.string().min(1).max(300).optional().describe('Describes this table; without it, tables are listed.'),
  schema: z.string().min(1).max(300).optional().describe('Where the table is, when its name alone is not enough.'),
  search: z.string().min(1).max(300).optional().describe('Lists only tables whose name holds this.'),
  cursor: OffsetCursor,
});
