import type { Schema } from './document';

const BY_FORMAT: Record<string, string> = {
  uuid: '5f0c2d1e-8a4b-4c7d-9e2f-1a2b3c4d5e6f',
  'date-time': '2027-01-31T12:00:00.000Z',
  email: 'ada@example.com',
  uri: 'https://example.com',
  url: 'https://example.com',
  password: '••••••••••',
};
const DEEPEST = 6;

/** A value that fits a schema: its own example when it has one, else the plainest thing its type allows. */
export function sampleOf(schema: Schema, schemas: Record<string, Schema>, depth = 0): unknown {
  const given = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  if (depth > DEEPEST) return null;
  const deeper = (inner: Schema) => sampleOf(inner, schemas, depth + 1);
  if (schema.$ref) return deeper(schemas[nameOf(schema.$ref)] ?? {});
  const choice = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(({ type }) => type !== 'null');
  if (choice) return deeper(choice);
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, deeper(inner)]));
  }
  if (schema.items) return [deeper(schema.items)];
  return plain(schema);
}

function plain({ type, format }: Schema): unknown {
  const first = Array.isArray(type) ? type.find((name) => name !== 'null') : type;
  if (first === 'integer' || first === 'number') return 1;
  if (first === 'boolean') return true;
  if (first === 'array') return [];
  if (first === 'string') return BY_FORMAT[format ?? ''] ?? 'string';
  return {};
}

export function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}
