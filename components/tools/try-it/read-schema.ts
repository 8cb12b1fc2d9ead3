import * as z from 'zod';
import type { Json, JsonObject } from '@/lib/contracts/json';

const optional = <Value>(schema: z.ZodType<Value>) => schema.optional().catch(undefined);

/** What of JSON Schema decides how a value is asked for; a keyword that is written wrongly counts as absent. */
const Read = z.object({
  type: optional(z.union([z.string(), z.array(z.string())])),
  title: optional(z.string()),
  description: optional(z.string()),
  format: optional(z.string()),
  enum: optional(z.array(z.json())),
  const: optional(z.json()),
  default: optional(z.json()),
  examples: optional(z.array(z.json())),
  required: optional(z.array(z.string())),
  properties: optional(z.record(z.string(), z.json())),
  items: optional(z.json()),
  anyOf: optional(z.array(z.json())),
  oneOf: optional(z.array(z.json())),
  allOf: optional(z.array(z.json())),
  maxLength: optional(z.number()),
  minimum: optional(z.number()),
  maximum: optional(z.number()),
  nullable: optional(z.boolean()),
  secret: optional(z.boolean()),
  writeOnly: optional(z.boolean()),
  $ref: optional(z.string()),
});
export type ReadSchema = z.infer<typeof Read>;

const MAX_DEPTH = 12;

/** A schema with its references followed and its parts put together. One that leads nowhere reads as "anything". */
export function readSchema(value: Json | undefined, root: JsonObject, depth = 0): ReadSchema {
  const { $ref, allOf = [], ...own } = Read.catch({}).parse(value);
  if (depth >= MAX_DEPTH) return own;
  const referred = $ref === undefined ? [] : [find($ref, root)];
  return [...referred, ...allOf].map((part) => readSchema(part, root, depth + 1)).reduceRight(join, own);
}

/** The later one says more about the place it stands in, so its words win; fields of both are asked for. */
function join(later: ReadSchema, earlier: ReadSchema): ReadSchema {
  const said = Object.fromEntries(Object.entries(later).filter(([, value]) => value !== undefined));
  return {
    ...earlier,
    ...said,
    ...((earlier.properties || later.properties) && { properties: { ...earlier.properties, ...later.properties } }),
    ...((earlier.required || later.required) && { required: [...(earlier.required ?? []), ...(later.required ?? [])] }),
  };
}

function find(ref: string, root: JsonObject): Json | undefined {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  const parts = ref.slice(2).split('/');
  return parts.reduce<Json | undefined>((at, part) => {
    if (at === null || typeof at !== 'object') return undefined;
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    return Array.isArray(at) ? at[Number(name)] : at[name];
  }, root);
}
