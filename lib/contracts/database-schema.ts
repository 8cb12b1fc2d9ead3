import * as z from 'zod';
import { Json } from './json';

/** What the schema tool of each kind says, as far as a page shows it. Kinds have their own words for their own things. */
const Estimate = z.number().nullable().default(null);
const Text = z.string().nullable().default(null);

export const SchemaTable = z.object({
  schema: Text,
  name: z.string(),
  type: z.string(),
  row_estimate: Estimate,
  comment: Text,
});
export const SchemaCollection = z.object({ name: z.string(), type: z.string(), row_estimate: Estimate });
export const SchemaPattern = z.object({
  pattern: z.string(),
  keys_in_sample: z.number(),
  type: z.string(),
  /** Null where the key is bytes and no text. */
  example: z.string().nullable().catch(null),
});

export const SchemaList = z.union([
  z.object({ tables: z.array(SchemaTable) }),
  z.object({ collections: z.array(SchemaCollection) }),
  z.object({ patterns: z.array(SchemaPattern), keys: z.number(), sampled: z.number() }),
]);
export type SchemaList = z.infer<typeof SchemaList>;

const Names = z.array(z.string()).catch([]);

export const TableDetails = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      nullable: z.union([z.boolean(), z.number()]).transform(Boolean),
      default: Text.catch(null),
      comment: Text,
    }),
  ),
  primary_key: Names,
  foreign_keys: z.array(z.object({ columns: Names, definition: Text, references_table: Text })),
  indexes: z.array(z.object({ name: z.string(), columns: Names })),
});
export type TableDetails = z.infer<typeof TableDetails>;

export const CollectionDetails = z.object({
  sampled: z.number(),
  fields: z.array(z.object({ path: z.string(), types: z.array(z.string()), in_percent: z.number() })),
  indexes: z.array(z.object({ name: z.string(), keys: Json })),
});
export type CollectionDetails = z.infer<typeof CollectionDetails>;

export const KeyDetails = z.object({
  type: z.string(),
  ttl_s: z.number().nullable(),
  memory_bytes: z.number().nullable().catch(null),
  length: z.number().nullish(),
  sample: Json.optional(),
});
export type KeyDetails = z.infer<typeof KeyDetails>;
