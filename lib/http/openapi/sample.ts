import type { JsonSchema } from './schema-book';

type Named = Record<string, JsonSchema>;

/**
 * A value that fits a schema, put together from the examples of its fields: what must be there, and nothing that may be
 * left out. Throws where a field has no example, which a test finds before anybody else does.
 */
export function sampleOf(schema: JsonSchema, named: Named, path = ''): unknown {
  const { examples, enum: values, type } = schema;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if ('const' in schema) return schema.const;
  if (Array.isArray(values)) return values[0];
  if (typeof schema.$ref === 'string') return sampleOf(named[nameOf(schema.$ref)] ?? {}, named, path);
  const choice = choicesOf(schema).find((each) => each.type !== 'null');
  if (choice) return sampleOf(choice, named, path);
  if (type === 'boolean') return true;
  if (type === 'array') return [sampleOf(schema.items as JsonSchema, named, `${path}[]`)];
  if (type === 'object' && schema.properties) return sampleOfObject(schema, named, path);
  throw new Error(`There is no example for ${path || 'this schema'}.`);
}

function sampleOfObject({ properties, required }: JsonSchema, named: Named, path: string): Record<string, unknown> {
  const needed = Array.isArray(required) ? required : [];
  const fields = Object.entries(properties as Named).filter(([name]) => needed.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field, named, `${path}.${name}`)]));
}

function choicesOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] {
  return [anyOf, oneOf].flatMap((choices) => (Array.isArray(choices) ? (choices as JsonSchema[]) : []));
}

function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? '';
}
