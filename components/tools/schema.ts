import * as z from 'zod';
import type { Json, JsonObject } from '@/lib/contracts/json';

/** What of JSON Schema a person can be shown; everything else passes by. */
const Shown = z.object({
  type: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
  title: z.string().optional().catch(undefined),
  description: z.string().optional().catch(undefined),
  format: z.string().optional().catch(undefined),
  enum: z.array(z.json()).optional().catch(undefined),
  const: z.json().optional().catch(undefined),
  default: z.json().optional().catch(undefined),
  required: z.array(z.string()).optional().catch(undefined),
  properties: z.record(z.string(), z.json()).optional().catch(undefined),
  items: z.json().optional().catch(undefined),
  anyOf: z.array(z.json()).optional().catch(undefined),
  oneOf: z.array(z.json()).optional().catch(undefined),
  $ref: z.string().optional().catch(undefined),
});
export type Shown = z.infer<typeof Shown>;

/** A field as it is drawn: its own words, and the fields inside it. */
export type SchemaField = {
  name: string;
  type: string;
  isRequired: boolean;
  description: string | null;
  values: string[];
  byDefault: string | null;
  fields: SchemaField[];
};

const MAX_DEPTH = 6;

/** The fields of an object's schema, in their order, the required ones first. */
export function fieldsOf(schema: JsonObject): SchemaField[] {
  return childrenOf(resolve(schema, schema), schema, 0);
}

function childrenOf(schema: Shown, root: JsonObject, depth: number): SchemaField[] {
  if (depth >= MAX_DEPTH) return [];
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    toField(name, resolve(field, root), required.has(name), root, depth),
  );
  return [...fields.filter(({ isRequired }) => isRequired), ...fields.filter(({ isRequired }) => !isRequired)];
}

function toField(name: string, schema: Shown, isRequired: boolean, root: JsonObject, depth: number): SchemaField {
  const item = schema.items === undefined ? null : resolve(schema.items, root);
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((variant) => resolve(variant, root));
  const inner = [schema, ...(item ? [item] : []), ...variants];
  return {
    name,
    type: typeOf(schema, item, variants),
    isRequired,
    description: schema.description ?? schema.title ?? null,
    values: (schema.enum ?? item?.enum ?? []).map(text),
    byDefault: schema.default === undefined ? null : text(schema.default),
    fields: inner.flatMap((candidate) => childrenOf(candidate, root, depth + 1)),
  };
}

function typeOf(schema: Shown, item: Shown | null, variants: Shown[]): string {
  if (schema.const !== undefined) return text(schema.const);
  if (item) return `${typeOf(item, null, [])}[]`;
  const own = [schema.type ?? []].flat().filter((type) => type !== 'null');
  const others = variants.filter(({ type }) => type !== 'null').map((variant) => typeOf(variant, null, []));
  const words = [...new Set([...own, ...others])].join(' | ') || (schema.properties ? 'object' : 'any');
  return schema.format ? `${words} (${schema.format})` : words;
}

/** Follows a reference inside the same document; one that leads nowhere or out of it shows as it is. */
function resolve(value: Json, root: JsonObject, depth = 0): Shown {
  const schema = Shown.catch({}).parse(value);
  if (!schema.$ref?.startsWith('#/') || depth >= MAX_DEPTH) return schema;
  const found = schema.$ref
    .slice(2)
    .split('/')
    .reduce<Json | undefined>(
      (at, part) => (at !== null && typeof at === 'object' && !Array.isArray(at) ? at[part] : undefined),
      root,
    );
  return found === undefined ? schema : { ...resolve(found, root, depth + 1), ...withoutEmpty(schema) };
}

function withoutEmpty({ $ref: _followed, ...schema }: Shown): Partial<Shown> {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
