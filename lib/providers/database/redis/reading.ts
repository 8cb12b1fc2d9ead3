import { Refusal } from '../refusal';
import type { RedisClient } from './pool';
import {
  aboutStream,
  allNames,
  around,
  between,
  byPosition,
  fewKeys,
  first,
  information,
  longestCommon,
  memory,
  numbered,
  partOfText,
  pending,
  positions,
  type Rule,
  random,
  reading,
  scanCount,
  scanOf,
  small,
  smallest,
  sorted,
  sortedRange,
  streamRange,
  union,
  whole,
} from './reply-bounds';
import { MAX_REPLY_BYTES } from './reply-reader';
import { part, Stored, total, type Word } from './stored';

/**
 * Throws unless the command is one that is known here to only read, and its reply to be bounded. Whatever else a server
 * flags as reading, of a module or of a version yet to come, is not run: nobody has looked at what it can multiply.
 */
export async function checkReading(client: RedisClient, [name = '', ...args]: Word[]): Promise<void> {
  const command = String(name).toUpperCase();
  const rule = RULES.get(command);
  if (!rule) throw new Refusal(`${command.slice(0, 40)} is not one of the commands that are allowed here.`);
  const bytes = await rule(args, new Stored(client));
  if (bytes > MAX_REPLY_BYTES) {
    const size = Math.round(bytes / 1024 / 1024);
    throw new Refusal(`This would read ${size} MiB at once. Read it in ranges, or with a SCAN command.`);
  }
}

const names = (text: string) => text.trim().split(/\s+/);
const RULES = new Map<string, Rule>([
  ...names(`BITCOUNT BITFIELD_RO BITPOS COMMAND DBSIZE ECHO EXISTS EXPIRETIME GEODIST GEOHASH GEOPOS GETBIT HEXISTS HEXPIRETIME HLEN
    HPEXPIRETIME HPTTL HSTRLEN HTTL LASTSAVE LLEN OBJECT PEXPIRETIME PING PTTL RANDOMKEY ROLE SCARD SISMEMBER SMISMEMBER STRLEN TIME TTL TYPE
    XLEN ZCARD ZCOUNT ZLEXCOUNT ZMSCORE ZRANK ZREVRANK ZSCORE`).map((name): [string, Rule] => [name, small]),
  ...names('DUMP HGETALL HKEYS HVALS SMEMBERS JSON.OBJKEYS JSON.TYPE').map((name): [string, Rule] => [name, whole]),
  ...names('GEORADIUS_RO GEORADIUSBYMEMBER_RO GEOSEARCH').map((name): [string, Rule] => [name, around]),
  ...names('XRANGE XREVRANGE').map((name): [string, Rule] => [name, streamRange]),
  ...names('GETRANGE SUBSTR').map((name): [string, Rule] => [name, partOfText]),
  ['GET', ([key = ''], stored) => stored.textBytes(key)],
  ['HGET', ([key = '', field = ''], stored) => stored.ask('HSTRLEN', key, field)],
  ['HMGET', ([key = '', ...fields], stored) => total(fields.map((field) => stored.ask('HSTRLEN', key, field)))],
  ['HRANDFIELD', random('HLEN')],
  ['HSCAN', scanOf('HLEN')],
  ['INFO', information],
  ['JSON.GET', async ([key = '', ...paths], stored) => (await stored.bytes(key)) * Math.max(1, paths.length)],
  ['KEYS', allNames],
  ['LCS', longestCommon],
  ['LINDEX', ([key = ''], stored) => part(key, 1, 'LLEN', stored)],
  ['LPOS', positions],
  ['LRANGE', byPosition('LLEN')],
  ['MEMORY', memory],
  ['MGET', (keys, stored) => total(keys.map((key) => stored.textBytes(key)))],
  ['PFCOUNT', fewKeys],
  ['SCAN', ([, ...options]) => scanCount(options)],
  ['SDIFF', first],
  ['SINTER', smallest],
  ['SINTERCARD', (args, stored) => fewKeys(numbered(args), stored)],
  ['SORT_RO', sorted],
  ['SRANDMEMBER', random('SCARD')],
  ['SSCAN', scanOf('SCARD')],
  ['SUNION', union],
  ['XINFO', aboutStream],
  ['XPENDING', pending],
  ['XREAD', reading],
  ['ZDIFF', (args, stored) => first(numbered(args), stored)],
  ['ZINTER', (args, stored) => smallest(numbered(args), stored)],
  ['ZINTERCARD', (args, stored) => fewKeys(numbered(args), stored)],
  ['ZRANDMEMBER', random('ZCARD')],
  ['ZRANGE', sortedRange],
  ['ZRANGEBYLEX', between('ZLEXCOUNT')],
  ['ZRANGEBYSCORE', between('ZCOUNT')],
  ['ZREVRANGE', byPosition('ZCARD')],
  ['ZREVRANGEBYLEX', between('ZLEXCOUNT', true)],
  ['ZREVRANGEBYSCORE', between('ZCOUNT', true)],
  ['ZSCAN', scanOf('ZCARD')],
  ['ZUNION', (args, stored) => union(numbered(args), stored)],
]);
