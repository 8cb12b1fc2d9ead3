import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import { OffsetCursor } from '../page';

const collection = z.string().min(1).max(255);
/** What it holds is read, within bounds, by `readDocument`. */
const document = z.record(z.string(), z.any()) as z.ZodType<JsonObject>;
const EXTENDED = 'Extended JSON: {"$oid": "…"}, {"$date": "…"}.';

export const QueryInput = z.strictObject({
  operation: z.enum(['find', 'aggregate', 'count', 'distinct']).default('find'),
  collection: collection.describe('The collection to read.'),
  filter: document.default({}).describe(`Which documents, for find, count and distinct. ${EXTENDED}`),
  projection: document.optional().describe('Which fields, for find.'),
  sort: document.optional().describe('In which order, for find. Needed to go on with a cursor reliably.'),
  pipeline: z.array(document).max(100).optional().describe(`The stages, for aggregate. ${EXTENDED}`),
  field: z.string().min(1).max(500).optional().describe('The field, for distinct.'),
  limit: z.number().int().min(1).max(1000).optional().describe('At most so many documents.'),
  cursor: OffsetCursor,
});
export type QueryInput = z.infer<typeof QueryInput>;

export const SchemaInput = z.strictObject({
  collection: collection.optional().describe('Describes this collection from a sample; without it, all are listed.'),
  search: z.string().min(1).max(255).optional().describe('Lists only collections whose name holds this.'),
});

export const WriteInput = z.strictObject({
  operation: z.enum(['insertMany', 'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany']),
  collection: collection.describe('The collection to change.'),
  documents: z.array(document).max(1000).optional().describe(`What to insert. ${EXTENDED}`),
  filter: document.optional().describe('Which documents to change. Required, so that nothing is changed by omission.'),
  update: z
    .union([document, z.array(document)])
    .optional()
    .describe('The update, its pipeline, or the replacement.'),
  upsert: z.boolean().default(false),
});
export type WriteInput = z.infer<typeof WriteInput>;
