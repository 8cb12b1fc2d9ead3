import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json, JsonObject } from '@/lib/contracts/json';

export type Attempt = {
  why: string;
  input: JsonObject;
  mariadb_only?: boolean;
  mysql_only?: boolean;
  /** Runs until it is stopped. */
  long?: boolean;
  /** Asks for far more memory than an answer may take. */
  resource?: boolean;
  /** Could end or hang a process that has no limit of its own. */
  extreme?: boolean;
};
export type Corpus<Statement> = { setup: Statement[]; attempts: Attempt[] };

/** `not_run` names attempts that would end or hang the test's own process today. */
export type KnownFailures = { not_run: string[]; [target: string]: string[] };

const FOLDER = path.join(process.cwd(), 'tests/fixtures/databases/attacks');

/** Parsed here and not imported: as a module, a key `__proto__` would set a prototype. */
export function readCorpus<Statement>(engine: string): Corpus<Statement> {
  return JSON.parse(readFileSync(path.join(FOLDER, `${engine}.json`), 'utf8')) as Corpus<Statement>;
}

export function readKnownFailures(engine: string): KnownFailures {
  return JSON.parse(readFileSync(path.join(FOLDER, 'known-failures', `${engine}.json`), 'utf8')) as KnownFailures;
}

/**
 * An input as it is sent. `{{name}}` stands for a value of the run. Large inputs are written as what makes them:
 * `repeat` (a list, or with `join` one text), `concat`, `nest` (wraps `core`, where "?" stands) and `keys`.
 */
export function expand(value: Json, values: Record<string, string>): Json {
  if (typeof value === 'string') return value.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
  if (Array.isArray(value))
    return value.flatMap((item) => (isSpliced(item) ? expandList(item, values) : [expand(item, values)]));
  if (typeof value !== 'object' || value === null) return value;
  if ('concat' in value) return expandList(value.concat ?? [], values).join('');
  if ('repeat' in value) {
    const items = expandList(value, values);
    return value.join ? items.join('') : items;
  }
  if ('nest' in value) return nest(value, values);
  if ('keys' in value && 'times' in value) {
    return Object.fromEntries(Array.from({ length: Number(value.times) }, (_, at) => [`${value.keys}${at}`, at]));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [expand(key, values) as string, expand(item as Json, values)]),
  );
}

function isSpliced(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && 'repeat' in value && !('join' in value);
}

function expandList(value: Json, values: Record<string, string>): Json[] {
  if (Array.isArray(value)) return expand(value, values) as Json[];
  const { repeat, times, split } = value as JsonObject;
  const item = expand(repeat as Json, values);
  const items: Json[] = split ? String(item).split(' ') : [item];
  return Array.from({ length: Number(times) }, () => items).flat();
}

function nest({ nest: shape, times, core }: JsonObject, values: Record<string, string>): Json {
  let inner = expand(core as Json, values);
  for (let depth = 0; depth < Number(times); depth += 1) inner = wrap(shape as Json, inner);
  return inner;
}

function wrap(shape: Json, inner: Json): Json {
  if (shape === '?') return inner;
  if (Array.isArray(shape)) return shape.map((item) => wrap(item, inner));
  if (typeof shape !== 'object' || shape === null) return shape;
  return Object.fromEntries(Object.entries(shape).map(([key, item]) => [key, wrap(item as Json, inner)]));
}
