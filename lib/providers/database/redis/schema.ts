import type { Json, JsonObject } from '@/lib/contracts/json';
import { Refusal } from '../refusal';
import type { RedisClient } from './pool';
import { ErrorReply } from './replies';
import { type Argument, toArgument, toJson } from './values';

const SAMPLE = 5000;
const PATTERNS = 100;

/** What a database of keys looks like: patterns, found in a sample of its keys, with their types. */
export async function listPatterns(client: RedisClient, match: string | undefined): Promise<JsonObject> {
  const keys = await sampleKeys(client, match);
  const groups = new Map<string, Buffer[]>();
  for (const key of keys) {
    const pattern = patternOf(String(toJson(key)));
    groups.set(pattern, [...(groups.get(pattern) ?? []), key]);
  }
  const largest = [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, PATTERNS);
  const patterns = await Promise.all(
    largest.map(async ([pattern, members]): Promise<JsonObject> => {
      const example = members[0] ?? Buffer.alloc(0);
      const type = await client.sendCommand(['TYPE', example]);
      return { pattern, keys_in_sample: members.length, type: toJson(type), example: toJson(example) };
    }),
  );
  const total = Number(await client.sendCommand(['DBSIZE']));
  return { keys: total, sampled: keys.length, patterns, next_cursor: null };
}

export async function describeKey(client: RedisClient, key: Argument): Promise<JsonObject> {
  const name = toArgument(key);
  const type = String(await client.sendCommand(['TYPE', name]));
  if (type === 'none') throw new Refusal('There is no such key.');
  const ask = (...words: (string | Buffer)[]) => client.sendCommand(words).then(toJson, nullIfRefused);
  const ttl = await ask('TTL', name);
  return {
    key: toJson(name),
    type,
    ttl_s: typeof ttl === 'number' && ttl >= 0 ? ttl : null,
    encoding: await ask('OBJECT', 'ENCODING', name),
    memory_bytes: await ask('MEMORY', 'USAGE', name),
    ...(await shapeOf(type, name, ask)),
  };
}

/** A user may not be allowed to ask for everything; a lost connection is no such thing. */
function nullIfRefused(error: unknown): null {
  if (error instanceof ErrorReply) return null;
  throw error;
}

type Ask = (...words: (string | Buffer)[]) => Promise<Json>;

async function shapeOf(type: string, key: string | Buffer, ask: Ask): Promise<JsonObject> {
  switch (type) {
    case 'string':
      return { length: await ask('STRLEN', key), sample: await ask('GETRANGE', key, '0', '199') };
    case 'hash':
      return { length: await ask('HLEN', key), sample: await scanned(ask('HSCAN', key, '0', 'COUNT', '10')) };
    case 'list':
      return { length: await ask('LLEN', key), sample: await ask('LRANGE', key, '0', '4') };
    case 'set':
      return { length: await ask('SCARD', key), sample: await scanned(ask('SSCAN', key, '0', 'COUNT', '10')) };
    case 'zset':
      return { length: await ask('ZCARD', key), sample: await ask('ZRANGE', key, '0', '4', 'WITHSCORES') };
    case 'stream':
      return { length: await ask('XLEN', key), sample: await ask('XRANGE', key, '-', '+', 'COUNT', '3') };
    default:
      return {};
  }
}

async function scanned(reply: Promise<Json>): Promise<Json> {
  const [, items] = ((await reply) as Json[] | null) ?? [];
  return Array.isArray(items) ? items.slice(0, 20) : null;
}

async function sampleKeys(client: RedisClient, match: string | undefined): Promise<Buffer[]> {
  const keys: Buffer[] = [];
  let cursor = '0';
  let rounds = 0;
  do {
    const words = ['SCAN', cursor, ...(match ? ['MATCH', match] : []), 'COUNT', '1000'];
    const [next, found] = (await client.sendCommand(words)) as [Buffer, Buffer[]];
    cursor = String(next);
    keys.push(...found);
    rounds++;
  } while (cursor !== '0' && keys.length < SAMPLE && rounds < 50);
  return keys;
}

/** The parts of a key that tell one thing from another of the same kind: numbers, hashes and ids become a star. */
function patternOf(key: string): string {
  return key
    .split(/([:/|.])/)
    .map((part) => (/^([0-9]+|[0-9a-f-]{16,}|.*\d{4,}.*|.{40,})$/i.test(part) ? '*' : part))
    .join('');
}
