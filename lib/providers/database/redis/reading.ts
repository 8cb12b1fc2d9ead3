import { Refusal } from '../refusal';
import type { RedisClient } from './pool';
import { ErrorReply } from './replies';
import { MAX_REPLY_BYTES } from './reply-reader';

type Word = string | Buffer;
/** How many bytes the reply may have, as far as it can be told before the command is sent. */
type Rule = (args: Word[], stored: Stored) => number | Promise<number>;

const MAX_ELEMENTS = 100_000;
const MAX_KEYS_OF_SETS = 100;
const MAX_SCAN_COUNT = 10_000;
const MAX_LCS_CELLS = 10_000_000;

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

/** Commands that also store, and their forms that cannot: the server refuses STORE there. */
const READING_FORMS: Record<string, string> = {
  SORT: 'SORT_RO',
  GEORADIUS: 'GEORADIUS_RO',
  GEORADIUSBYMEMBER: 'GEORADIUSBYMEMBER_RO',
};

/**
 * The same question in a form that changes nothing. A single PFCOUNT keeps what it counted in the key itself, which is a
 * write. Of a key united with itself the count is the same, and nothing is kept.
 */
export function toReadingForm(words: Word[]): Word[] {
  const [name = '', ...args] = words;
  const command = String(name).toUpperCase();
  if (command === 'PFCOUNT' && args.length === 1) return [name, ...args, ...args];
  return [READING_FORMS[command] ?? name, ...args];
}

/** Paths of the server's machine, which INFO tells among what people ask it for. */
const PATHS = /^(executable|config_file):.*\r?\n/gm;

/** The reply to a command, without what is nobody's business. */
export function withoutPaths([name = '']: Word[], reply: unknown): unknown {
  if (String(name).toUpperCase() !== 'INFO' || !Buffer.isBuffer(reply)) return reply;
  return Buffer.from(reply.toString('latin1').replace(PATHS, ''), 'latin1');
}

/** What is stored, asked once for each key. A user who may not ask leaves it to the limit on the reply itself. */
class Stored {
  private readonly answers = new Map<string, Promise<number>>();

  constructor(private readonly client: RedisClient) {}

  bytes = (key: Word) => this.ask('MEMORY', 'USAGE', key);
  textBytes = (key: Word) => this.ask('STRLEN', key);

  ask(...words: Word[]): Promise<number> {
    const name = words.map((word) => Buffer.from(word).toString('latin1')).join(' ');
    const known = this.answers.get(name);
    if (known) return known;
    const asked = this.client.sendCommand(words).then(
      (reply) => Number(reply ?? 0) || 0,
      (error) => (error instanceof ErrorReply ? 0 : Promise.reject(error)),
    );
    this.answers.set(name, asked);
    return asked;
  }
}

const small: Rule = () => 0;
const whole: Rule = ([key = ''], stored) => stored.bytes(key);

/** So many elements of a key, at the size that they have on average; all of them where no number is given. */
async function part(key: Word, count: number | null, length: string, stored: Stored): Promise<number> {
  if (count !== null && count > MAX_ELEMENTS) throw new Refusal(`More than ${MAX_ELEMENTS} elements at once.`);
  const bytes = await stored.bytes(key);
  if (count === null) return bytes;
  const elements = await stored.ask(length, key);
  return elements === 0 ? 0 : (bytes * count) / elements;
}

async function total(sizes: (number | Promise<number>)[]): Promise<number> {
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** The number that stands `at` places after an option; null when it is not there or means everything. */
function optionNumber(args: Word[], option: string, at = 1): number | null {
  const words = args.map((arg) => String(arg).toUpperCase());
  const place = words.lastIndexOf(option);
  if (place === -1) return null;
  const value = Number(words[place + at]);
  return Number.isFinite(value) && value > 0 ? value : null;
}

const has = (args: Word[], option: string) => args.some((arg) => String(arg).toUpperCase() === option);

/** By position, from either end. */
const byPosition =
  (length: string): Rule =>
  async ([key = '', start = '', stop = ''], stored) => {
    const elements = await stored.ask(length, key);
    const place = (word: Word) => (Number(word) < 0 ? Number(word) + elements : Number(word));
    const count = Math.min(place(stop), elements - 1) - Math.max(place(start), 0) + 1;
    return part(key, Number.isFinite(count) ? Math.max(0, count) : null, length, stored);
  };

const limited: Rule = ([key = '', ...options], stored) => part(key, optionNumber(options, 'LIMIT', 2), 'ZCARD', stored);

const sortedRange: Rule = (args, stored) => {
  const options = args.slice(3);
  const isByPosition = !has(options, 'BYSCORE') && !has(options, 'BYLEX');
  return isByPosition ? byPosition('ZCARD')(args, stored) : limited(args, stored);
};

const streamRange: Rule = ([key = '', ...options], stored) => part(key, optionNumber(options, 'COUNT'), 'XLEN', stored);

/** A number below zero asks for so many elements, however few there are. */
const random =
  (length: string): Rule =>
  async ([key = '', word], stored) => {
    if (word === undefined) return part(key, 1, length, stored);
    const count = Number(word);
    if (!Number.isInteger(count)) return 0; // the server says what is wrong with it
    return part(key, count < 0 ? -count : Math.min(count, await stored.ask(length, key)), length, stored);
  };

const scanOf =
  (length: string): Rule =>
  ([key = '', , ...options], stored) =>
    part(key, scanCount(options), length, stored);

function scanCount(options: Word[]): number {
  const count = optionNumber(options, 'COUNT') ?? 10;
  if (count > MAX_SCAN_COUNT) throw new Refusal(`A COUNT is at most ${MAX_SCAN_COUNT} here.`);
  return count;
}

/** What is found around a place comes with its distance, position and hash where they are asked for. */
const around: Rule = async ([key = '', ...options], stored) => {
  const count = optionNumber(options, 'COUNT');
  const extras = ['WITHCOORD', 'WITHDIST', 'WITHHASH'].filter((option) => has(options, option)).length;
  const elements = count ?? (extras > 0 ? await stored.ask('ZCARD', key) : 0);
  return (await part(key, count, 'ZCARD', stored)) + elements * extras * 50;
};

function keysOfSets(keys: Word[]): Word[] {
  if (keys.length > MAX_KEYS_OF_SETS) throw new Refusal(`At most ${MAX_KEYS_OF_SETS} keys at once.`);
  return keys;
}
const numbered = ([count = '', ...keys]: Word[]) => keys.slice(0, Math.max(0, Number(count) || 0));
const union = (keys: Word[], stored: Stored) =>
  total(
    [...new Set(keysOfSets(keys).map((key) => Buffer.from(key).toString('latin1')))].map((key) =>
      stored.bytes(Buffer.from(key, 'latin1')),
    ),
  );
const smallest = async (keys: Word[], stored: Stored) =>
  Math.min(...(await Promise.all(keysOfSets(keys).map((key) => stored.bytes(key)))), Number.MAX_SAFE_INTEGER);
const first = (keys: Word[], stored: Stored) => stored.bytes(keysOfSets(keys)[0] ?? '');

const partOfText: Rule = async ([key = '', start = '', stop = ''], stored) => {
  const isOneSided = Number(start) >= 0 === Number(stop) >= 0;
  const width = Math.max(0, Number(stop) - Number(start) + 1);
  const length = await stored.textBytes(key);
  return isOneSided && Number.isFinite(width) ? Math.min(width, length) : length;
};

/** Values of other keys come in by pattern, of which nothing is known beforehand. */
const sorted: Rule = async ([key = '', ...options], stored) => {
  const asked = options.filter((_, at) => String(options[at - 1] ?? '').toUpperCase() === 'GET');
  if (asked.some((pattern) => String(pattern) !== '#')) {
    throw new Refusal('SORT_RO with GET is not allowed here. Sort first, then read the keys.');
  }
  return (await stored.bytes(key)) * Math.max(1, asked.length);
};

/** Takes time and memory of the server for every pair of letters. */
const longestCommon: Rule = async ([a = '', b = '', ...options], stored) => {
  const [lengthA, lengthB] = await Promise.all([stored.textBytes(a), stored.textBytes(b)]);
  if (lengthA * lengthB > MAX_LCS_CELLS) throw new Refusal('These strings are too long to be compared.');
  return Math.min(lengthA, lengthB) * (has(options, 'IDX') ? 40 : 1);
};

const positions: Rule = async ([key = '', , ...options], stored) =>
  has(options, 'COUNT') ? (optionNumber(options, 'COUNT') ?? (await stored.ask('LLEN', key))) * 12 : 0;

const reading: Rule = (args, stored) => {
  const at = args.findIndex((arg) => String(arg).toUpperCase() === 'STREAMS');
  const named = at === -1 ? [] : args.slice(at + 1);
  const count = optionNumber(args.slice(0, Math.max(0, at)), 'COUNT');
  return total(named.slice(0, Math.ceil(named.length / 2)).map((key) => part(key, count, 'XLEN', stored)));
};

const aboutStream: Rule = ([sub = '', key = '', ...options], stored) => {
  if (String(sub).toUpperCase() !== 'STREAM') return 0;
  if (!has(options, 'FULL')) return part(key, 2, 'XLEN', stored);
  return part(key, has(options, 'COUNT') ? optionNumber(options, 'COUNT') : 10, 'XLEN', stored);
};

const pending: Rule = (args) => {
  const count = args.slice(2).map(Number).filter(Number.isInteger).at(-1) ?? 0;
  if (count > MAX_SCAN_COUNT) throw new Refusal(`A count is at most ${MAX_SCAN_COUNT} here.`);
  return 0;
};

const memoryUsage: Rule = ([, , ...options]) => {
  const samples = has(options, 'SAMPLES') ? (optionNumber(options, 'SAMPLES') ?? Number.POSITIVE_INFINITY) : 5;
  if (samples > 1000) throw new Refusal('SAMPLES is at most 1000 here.');
  return 0;
};

const allNames: Rule = async (_args, stored) => {
  const count = await stored.ask('DBSIZE');
  if (count > MAX_ELEMENTS)
    throw new Refusal(`There are ${count} keys. Go through them with SCAN and a MATCH pattern.`);
  return 0;
};

const fewKeys: Rule = (keys) => {
  keysOfSets(keys);
  return 0;
};

/** Not what modules add, of which nobody knows what it tells. */
const INFO_SECTIONS = new Set(
  `default server clients memory persistence stats replication cpu commandstats latencystats errorstats cluster
   keyspace`.split(/\s+/),
);

const information: Rule = (sections) => {
  const unknown = sections.map(String).find((section) => !INFO_SECTIONS.has(section.toLowerCase()));
  if (unknown !== undefined) throw new Refusal(`INFO has no section "${unknown.slice(0, 40)}" here.`);
  return 0;
};

const names = (text: string) => text.trim().split(/\s+/);
const RULES = new Map<string, Rule>([
  ...names(`BITCOUNT BITFIELD_RO BITPOS DBSIZE EXISTS EXPIRETIME GEODIST GEOHASH GEOPOS GETBIT HEXISTS HEXPIRETIME HLEN
    HPEXPIRETIME HPTTL HSTRLEN HTTL LLEN OBJECT PEXPIRETIME PING PTTL RANDOMKEY SCARD SISMEMBER SMISMEMBER STRLEN TIME TTL TYPE
    XLEN ZCARD ZCOUNT ZLEXCOUNT ZMSCORE ZRANK ZREVRANK ZSCORE`).map((name): [string, Rule] => [name, small]),
  ...names('DUMP HGETALL HKEYS HVALS SMEMBERS JSON.OBJKEYS JSON.TYPE').map((name): [string, Rule] => [name, whole]),
  ...names('GEORADIUS_RO GEORADIUSBYMEMBER_RO GEOSEARCH').map((name): [string, Rule] => [name, around]),
  ...names('ZRANGEBYLEX ZRANGEBYSCORE ZREVRANGEBYLEX ZREVRANGEBYSCORE').map((name): [string, Rule] => [name, limited]),
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
  ['MEMORY', memoryUsage],
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
  ['ZREVRANGE', byPosition('ZCARD')],
  ['ZSCAN', scanOf('ZCARD')],
  ['ZUNION', (args, stored) => union(numbered(args), stored)],
]);
