import { Refusal } from '../refusal';
import type { RedisClient } from './pool';

/** What one reply may take in this process before it is cut down to a page. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_KEYS = 100_000;
const ONE_KEY = new Set([
  ...[
    'GET',
    'DUMP',
    'GETRANGE',
    'SUBSTR',
    'SMEMBERS',
    'HGETALL',
    'HKEYS',
    'HVALS',
    'LRANGE',
    'XRANGE',
    'XREVRANGE',
    'SORT_RO',
  ],
  ...['ZRANGE', 'ZREVRANGE', 'ZRANGEBYSCORE', 'ZREVRANGEBYSCORE', 'ZRANGEBYLEX', 'ZREVRANGEBYLEX', 'JSON.GET'],
]);
const MANY_KEYS = new Set(['MGET', 'SUNION', 'SINTER', 'SDIFF']);

/** A reply comes as one piece, so what would be too large is refused before it is asked for. */
export async function checkSize(client: RedisClient, words: (string | Buffer)[]): Promise<void> {
  const [name = '', ...args] = words;
  const command = String(name).toUpperCase();
  if (command === 'KEYS') {
    const count = Number(await client.sendCommand(['DBSIZE']));
    if (count > MOST_KEYS) throw new Refusal(`There are ${count} keys. Go through them with SCAN and a MATCH pattern.`);
  }
  const keys = MANY_KEYS.has(command) ? args : ONE_KEY.has(command) && !isNarrow(command, args) ? args.slice(0, 1) : [];
  let bytes = 0;
  for (const key of keys) {
    bytes += Number((await client.sendCommand(['MEMORY', 'USAGE', key]).catch(() => 0)) ?? 0);
    if (bytes > MOST_BYTES) {
      throw new Refusal(
        `This would read ${Math.round(bytes / 1024 / 1024)} MiB at once. Read it in ranges, or with a SCAN command.`,
      );
    }
  }
}

/** A range of a thousand elements, or a COUNT or LIMIT, is narrow however large the whole is. */
function isNarrow(command: string, args: (string | Buffer)[]): boolean {
  const words = args.map((arg) => String(arg).toUpperCase());
  const count = Number(
    words[words.lastIndexOf(words.includes('COUNT') ? 'COUNT' : 'LIMIT') + (words.includes('COUNT') ? 1 : 2)],
  );
  if ((words.includes('COUNT') || words.includes('LIMIT')) && count >= 0 && count <= 1000) return true;
  if (!/^(LRANGE|ZRANGE|ZREVRANGE|GETRANGE|SUBSTR)$/.test(command)) return false;
  const [, start, stop] = words.map(Number);
  const isSameSide = start !== undefined && stop !== undefined && start >= 0 === stop >= 0;
  return isSameSide && stop - start <= (/RANGE$/.test(command) && command !== 'GETRANGE' ? 1000 : MOST_BYTES);
}
