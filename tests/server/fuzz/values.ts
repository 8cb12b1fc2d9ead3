import type { Random } from './random';

export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  format?: string;
};

/** Text that has broken something somewhere before. */
const HOSTILE: readonly unknown[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff!',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%',
  '%00',
  "'; drop table users; --",
  '{{7*7}}',
  'http://169.254.169.254/',
  'file:///etc/passwd',
  '\u202e\u200b',
  '😀'.repeat(50),
  'x'.repeat(100_000),
  'eyJ-'.repeat(10_000),
  `x://y ${'a.'.repeat(20_000)}`,
  '('.repeat(20_000),
  ' '.repeat(50_000),
  0,
  -1,
  1.5,
  2 ** 53,
  -1e308,
  null,
  true,
  [],
  {},
  [[]],
  { $ne: null },
  { constructor: { prototype: { polluted: true } } },
];

const IDS = ['00000000-0000-4000-8000-000000000000', 'gmail', 'pipedream', 'composio', 'database', 'postgres', 'jane'];

export function hostile(random: Random): unknown {
  return random.chance(0.1) ? nested(random.of([50, 150, 3000])) : random.of(HOSTILE);
}

/** So deep that it cannot be written by calling oneself; see `toJson`. */
const NESTED = 'nested to this depth: ';
function nested(depth: number): unknown {
  return `${NESTED}${depth}`;
}

/** Text that JSON.stringify leaves well-formed keeps its halves of pairs as escapes, as callers would send them. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(new RegExp(`"${NESTED}(\\d+)"`, 'g'), (_, depth: string) => {
    return '['.repeat(Number(depth)) + ']'.repeat(Number(depth));
  });
}

export function someText(random: Random): string {
  return random.chance(0.5) ? random.of(IDS) : String(random.of(HOSTILE.filter((one) => typeof one === 'string')));
}

/** A value of the schema's shape, in which every part may be hostile instead. */
export function sampleOf(schema: Schema, schemas: Record<string, Schema>, random: Random, depth = 0): unknown {
  if (random.chance(0.12) || depth > 8) return hostile(random);
  const inner = (next: Schema) => sampleOf(next, schemas, random, depth + 1);
  if (schema.$ref) return inner(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.of(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return inner(random.of(choices));
  const type = Array.isArray(schema.type) ? random.of(schema.type) : schema.type;
  if (type === 'object') return objectOf(schema, inner, random);
  if (type === 'array') return Array.from({ length: random.below(4) }, () => inner(schema.items ?? {}));
  if (type === 'integer' || type === 'number') return random.of([0, 1, 2, 10, 50, 1000]);
  if (type === 'boolean') return random.chance(0.5);
  if (type === 'string') return textOf(schema, random);
  return hostile(random);
}

function objectOf({ properties = {}, additionalProperties }: Schema, inner: (s: Schema) => unknown, random: Random) {
  const entries = Object.entries(properties)
    .filter(() => random.chance(0.85))
    .map(([name, property]) => [name, inner(property)]);
  if (typeof additionalProperties === 'object') entries.push([someText(random), inner(additionalProperties)]);
  if (random.chance(0.1)) entries.push([someText(random), hostile(random)]);
  return Object.fromEntries(entries);
}

function textOf({ format }: Schema, random: Random): string {
  if (format === 'date-time') return random.of(['2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0000-00-00']);
  if (format === 'email') return random.of(['a@example.com', 'a@b']);
  return random.chance(0.6) ? random.of(IDS) : someText(random);
}
