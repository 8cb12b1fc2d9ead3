import type { Json, JsonObject } from '@/lib/contracts/json';
import { type ReadSchema, readSchema } from './read-schema';

export type Property = { name: string; schema: Json; isRequired: boolean };
export type Choice = { value: Json; label: string };
export type Variant = { label: string; schema: Json };

/** How a value is asked for. `json` is for whatever a form cannot draw: it is written by hand. */
export type FieldShape =
  | { kind: 'text'; format: string | undefined; isLong: boolean; isSecret: boolean }
  | { kind: 'number'; isInteger: boolean; least: number | null; most: number | null }
  | { kind: 'flag' }
  | { kind: 'choice'; choices: Choice[] }
  | { kind: 'list'; item: Json }
  | { kind: 'object'; properties: Property[] }
  | { kind: 'variants'; variants: Variant[] }
  | { kind: 'json' };

export type FormField = {
  title: string | null;
  description: string | null;
  byDefault: Json | undefined;
  example: Json | undefined;
  isNullable: boolean;
  shape: FieldShape;
};

const LONG_TEXT = /(body|content|message|text|description|html|markdown|sql|notes?|comment)$/i;
const LONG_FROM = 200;

export function toFormField(name: string, value: Json, root: JsonObject): FormField {
  const schema = readSchema(value, root);
  const types = [schema.type ?? []].flat();
  const variants = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const real = variants.filter((variant) => readSchema(variant, root).type !== 'null');
  const [only] = real;
  const isNullable = types.includes('null') || schema.nullable === true || real.length < variants.length;
  const words = {
    title: schema.title ?? null,
    description: schema.description ?? null,
    byDefault: schema.default,
    example: schema.examples?.[0],
  };
  if (real.length === 1 && only !== undefined) {
    const inner = toFormField(name, only, root);
    const { title, description, byDefault, example } = words;
    return {
      ...inner,
      isNullable: isNullable || inner.isNullable,
      title: title ?? inner.title,
      description: description ?? inner.description,
      byDefault: byDefault ?? inner.byDefault,
      example: example ?? inner.example,
    };
  }
  return { ...words, isNullable, shape: shapeOf(name, schema, real, root) };
}

function shapeOf(name: string, schema: ReadSchema, variants: Json[], root: JsonObject): FieldShape {
  if (schema.const !== undefined) return { kind: 'choice', choices: [toChoice(schema.const)] };
  if (schema.enum) return { kind: 'choice', choices: schema.enum.filter((value) => value !== null).map(toChoice) };
  if (variants.length > 1) return shapeOfVariants(variants.map((variant) => [variant, readSchema(variant, root)]));
  const types = [schema.type ?? (schema.properties ? 'object' : [])].flat().filter((type) => type !== 'null');
  if (types.length > 1) return { kind: 'variants', variants: types.map((type) => withType(schema, type)) };
  switch (types[0]) {
    case 'string':
      return toText(name, schema);
    case 'number':
    case 'integer': {
      const { minimum: least = null, maximum: most = null } = schema;
      return { kind: 'number', isInteger: types[0] === 'integer', least, most };
    }
    case 'boolean':
      return { kind: 'flag' };
    case 'array':
      return schema.items === undefined || Array.isArray(schema.items)
        ? { kind: 'json' }
        : { kind: 'list', item: schema.items };
    case 'object': {
      const properties = propertiesOf(schema);
      return properties.length > 0 ? { kind: 'object', properties } : { kind: 'json' };
    }
    default:
      return { kind: 'json' };
  }
}

/** What is needed comes first, in the order in which the schema names it: stores lose the order of keys, not of lists. */
export function propertiesOf({ properties = {}, required = [] }: ReadSchema): Property[] {
  const needed = [...new Set(required)].flatMap((name) => {
    const schema = properties[name];
    return schema === undefined ? [] : [{ name, schema, isRequired: true }];
  });
  const others = Object.entries(properties).filter(([name]) => !required.includes(name));
  return [...needed, ...others.map(([name, schema]) => ({ name, schema, isRequired: false }))];
}

function shapeOfVariants(variants: [Json, ReadSchema][]): FieldShape {
  // A list of single values is a choice with words of its own.
  if (variants.every(([, schema]) => schema.const !== undefined)) {
    const choices = variants.map(([, { const: value = null, title }]) => ({
      ...toChoice(value),
      ...(title && { label: title }),
    }));
    return { kind: 'choice', choices };
  }
  return {
    kind: 'variants',
    variants: variants.map(([schema, read], index) => ({ schema, label: nameOf(read) ?? `${index + 1}` })),
  };
}

function nameOf({ title, type, items, properties }: ReadSchema): string | null {
  if (title) return title;
  const word = [type ?? (properties ? 'object' : items ? 'array' : [])].flat().find((name) => name !== 'null');
  return word ?? null;
}

function withType(
  { type: _type, title: _title, description: _description, ...rest }: ReadSchema,
  type: string,
): Variant {
  const kept = Object.entries(rest).filter(([, value]) => value !== undefined) as [string, Json][];
  return { label: type, schema: { ...Object.fromEntries(kept), type } };
}

function toText(name: string, { format, maxLength = 0, secret, writeOnly, description }: ReadSchema): FieldShape {
  const isSecret = secret === true || writeOnly === true || format === 'password';
  const isLong =
    !format && !isSecret && (LONG_TEXT.test(name) || maxLength > LONG_FROM || /multi-?line/i.test(description ?? ''));
  return { kind: 'text', format, isLong, isSecret };
}

function toChoice(value: Json): Choice {
  return { value, label: typeof value === 'string' ? value : JSON.stringify(value) };
}
