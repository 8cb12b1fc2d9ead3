import type { SchemaEntry } from '@/hooks/schema-entries';
import { type Json, JsonObject } from '@/lib/contracts/json';
import { wordsOf } from './command-line';
import type { QueryLanguage } from './language';

const LIMIT = 50;
/** How the whole of a key is read, by what it holds. */
const READ: Record<string, [string, ...string[]]> = {
  string: ['GET'],
  hash: ['HGETALL'],
  list: ['LRANGE', '0', '99'],
  set: ['SMEMBERS'],
  zset: ['ZRANGE', '0', '99', 'WITHSCORES'],
  stream: ['XRANGE', '-', '+', 'COUNT', '100'],
};

/** The input of the query tool itself, with `{"$parameter": "name"}` where a value goes. */
export const mongoLanguage: QueryLanguage = {
  ...jsonLanguage('mongodb', parse),
  canExplain: true,
  starter: ({ name }) => written({ operation: 'find', collection: name, filter: {}, limit: LIMIT }),
};

export const redisLanguage: QueryLanguage = {
  ...jsonLanguage('redis', parseCommand),
  canExplain: false,
  starter: ({ type, wanted, name }: SchemaEntry) => {
    const [command, ...rest] = READ[type] ?? ['TYPE'];
    return written({ command, args: [wanted?.key ?? name, ...rest] });
  },
};

function jsonLanguage(dialect: 'mongodb' | 'redis', read: (text: string) => JsonObject) {
  return {
    id: 'json',
    dialect,
    parametersIn: (text) => {
      try {
        return [...new Set(namesIn(read(text)))];
      } catch {
        return []; // while it is typed it is not JSON yet
      }
    },
    toInput: ({ text, values }) => filledIn(read(text), values) as JsonObject,
    fromInput: ({ cursor: _page, ...input }) => ({ text: written(input), values: {} }),
    toStatement: read,
    fromStatement: (statement) => (typeof statement === 'string' ? statement : written(statement)),
  } satisfies Partial<QueryLanguage>;
}

function parse(text: string): JsonObject {
  const parsed = JsonObject.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SyntaxError();
  return parsed.data;
}

/** Also as it is typed at Redis' own prompt. */
function parseCommand(text: string): JsonObject {
  if (text.trimStart().startsWith('{')) return parse(text);
  const [command, ...args] = wordsOf(text);
  if (command === undefined) throw new SyntaxError();
  return { command, args };
}

function written(value: JsonObject): string {
  return JSON.stringify(value, null, 2).replace(
    /\[\n\s+([^[\]{}]*?)\n\s+\]/g,
    (_list, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`,
  );
}

function parameterOf(value: Json): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return typeof value.$parameter === 'string' && Object.keys(value).length === 1 ? value.$parameter : null;
}

function namesIn(value: Json): string[] {
  const name = parameterOf(value);
  if (name !== null) return [name];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

function filledIn(value: Json, values: JsonObject): Json {
  const name = parameterOf(value);
  if (name !== null) return values[name] ?? null;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, values)]));
}
