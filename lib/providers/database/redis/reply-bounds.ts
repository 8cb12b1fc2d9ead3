import { Refusal } from '../refusal';
import { has, optionNumber } from './option-words';
import { MAX_REPLY_BYTES } from './reply-reader';
import { MAX_ELEMENTS, part, type Stored, total, type Word } from './stored';

/** How many bytes the reply may have, as far as it can be told before the command is sent. */
export type Rule = (args: Word[], stored: Stored) => number | Promise<number>;

const MAX_KEYS_OF_SETS = 100;
const MAX_SCAN_COUNT = 10_000;
const MAX_LCS_CELLS = 10_000_000;

export const small: Rule = () => 0;
export const whole: Rule = ([key = ''], stored) => stored.bytes(key);

/** By position, from either end. */
export const byPosition =
  (length: string): Rule =>
  async ([key = '', start = '', stop = ''], stored) => {
    const elements = await stored.ask(length, key);
    const place = (word: Word) => (Number(word) < 0 ? Number(word) + elements : Number(word));
    const count = Math.min(place(stop), elements - 1) - Math.max(place(start), 0) + 1;
    return part(key, Number.isFinite(count) ? Math.max(0, count) : null, length, stored);
  };

/** Between two scores or names, from either end: the server counts them without reading them. */
export const between =
  (counting: 'ZCOUNT' | 'ZLEXCOUNT', isFromTheEnd = false): Rule =>
  async ([key = '', start = '', stop = '', ...options], stored) => {
    const limit = optionNumber(options, 'LIMIT', 2);
    const ends = isFromTheEnd ? [stop, start] : [start, stop];
    const found = await stored.ask(counting, key, ...ends);
    return part(key, limit === null ? found : Math.min(limit, found), 'ZCARD', stored);
  };

export const sortedRange: Rule = (args, stored) => {
  const options = args.slice(3);
  const isFromTheEnd = has(options, 'REV');
  if (has(options, 'BYSCORE')) return between('ZCOUNT', isFromTheEnd)(args, stored);
  if (has(options, 'BYLEX')) return between('ZLEXCOUNT', isFromTheEnd)(args, stored);
  return byPosition('ZCARD')(args, stored);
};

export const streamRange: Rule = ([key = '', ...options], stored) =>
  part(key, optionNumber(options, 'COUNT'), 'XLEN', stored);

/** A number below zero asks for so many elements, however few there are. */
export const random =
  (length: string): Rule =>
  async ([key = '', word], stored) => {
    if (word === undefined) return part(key, 1, length, stored);
    const count = Number(word);
    if (!Number.isInteger(count)) return 0; // the server says what is wrong with it
    return part(key, count < 0 ? -count : Math.min(count, await stored.ask(length, key)), length, stored);
  };

export const scanOf =
  (length: string): Rule =>
  ([key = '', , ...options], stored) =>
    part(key, scanCount(options), length, stored);

export function scanCount(options: Word[]): number {
  const count = optionNumber(options, 'COUNT') ?? 10;
  if (count > MAX_SCAN_COUNT) throw new Refusal(`A COUNT is at most ${MAX_SCAN_COUNT} here.`);
  return count;
}

/** What is found around a place comes with its distance, position and hash where they are asked for. */
export const around: Rule = async ([key = '', ...options], stored) => {
  const count = optionNumber(options, 'COUNT');
  const extras = ['WITHCOORD', 'WITHDIST', 'WITHHASH'].filter((option) => has(options, option)).length;
  const elements = count ?? (extras > 0 ? await stored.ask('ZCARD', key) : 0);
  const bytes = (await part(key, count, 'ZCARD', stored)) + elements * extras * 50;
  if (count === null && bytes > MAX_REPLY_BYTES) {
    throw new Refusal('There are too many places in this key. Say with COUNT how many of them are wanted at most.');
  }
  return bytes;
};

function keysOfSets(keys: Word[]): Word[] {
  if (keys.length > MAX_KEYS_OF_SETS) throw new Refusal(`At most ${MAX_KEYS_OF_SETS} keys at once.`);
  return keys;
}
export const numbered = ([count = '', ...keys]: Word[]) => keys.slice(0, Math.max(0, Number(count) || 0));
export const union = (keys: Word[], stored: Stored) =>
  total(
    [...new Set(keysOfSets(keys).map((key) => Buffer.from(key).toString('latin1')))].map((key) =>
      stored.bytes(Buffer.from(key, 'latin1')),
    ),
  );
export const smallest = async (keys: Word[], stored: Stored) =>
  Math.min(...(await Promise.all(keysOfSets(keys).map((key) => stored.bytes(key)))), Number.MAX_SAFE_INTEGER);
export const first = (keys: Word[], stored: Stored) => stored.bytes(keysOfSets(keys)[0] ?? '');

export const partOfText: Rule = async ([key = '', start = '', stop = ''], stored) => {
  const isOneSided = Number(start) >= 0 === Number(stop) >= 0;
  const width = Math.max(0, Number(stop) - Number(start) + 1);
  const length = await stored.textBytes(key);
  return isOneSided && Number.isFinite(width) ? Math.min(width, length) : length;
};

/** Values of other keys come in by pattern, of which nothing is known beforehand. */
export const sorted: Rule = async ([key = '', ...options], stored) => {
  const asked = options.filter((_, at) => String(options[at - 1] ?? '').toUpperCase() === 'GET');
  if (asked.some((pattern) => String(pattern) !== '#')) {
    throw new Refusal('SORT_RO with GET is not allowed here. Sort first, then read the keys.');
  }
  return (await stored.bytes(key)) * Math.max(1, asked.length);
};

/** Takes time and memory of the server for every pair of letters. */
export const longestCommon: Rule = async ([a = '', b = '', ...options], stored) => {
  const [lengthA, lengthB] = await Promise.all([stored.textBytes(a), stored.textBytes(b)]);
  if (lengthA * lengthB > MAX_LCS_CELLS) throw new Refusal('These strings are too long to be compared.');
  return Math.min(lengthA, lengthB) * (has(options, 'IDX') ? 40 : 1);
};

export const positions: Rule = async ([key = '', , ...options], stored) =>
  has(options, 'COUNT') ? (optionNumber(options, 'COUNT') ?? (await stored.ask('LLEN', key))) * 12 : 0;

export const reading: Rule = (args, stored) => {
  const at = args.findIndex((arg) => String(arg).toUpperCase() === 'STREAMS');
  const named = at === -1 ? [] : args.slice(at + 1);
  const count = optionNumber(args.slice(0, Math.max(0, at)), 'COUNT');
  return total(named.slice(0, Math.ceil(named.length / 2)).map((key) => part(key, count, 'XLEN', stored)));
};

export const aboutStream: Rule = ([sub = '', key = '', ...options], stored) => {
  if (String(sub).toUpperCase() !== 'STREAM') return 0;
  if (!has(options, 'FULL')) return part(key, 2, 'XLEN', stored);
  return part(key, has(options, 'COUNT') ? optionNumber(options, 'COUNT') : 10, 'XLEN', stored);
};

export const pending: Rule = (args) => {
  const count = args.slice(2).map(Number).filter(Number.isInteger).at(-1) ?? 0;
  if (count > MAX_SCAN_COUNT) throw new Refusal(`A count is at most ${MAX_SCAN_COUNT} here.`);
  return 0;
};

/** Older servers do not tell its forms apart, and one of them purges. */
export const memory: Rule = ([form = '', , ...options]) => {
  const isKnown = /^(usage|stats|doctor|help)$/i.test(String(form));
  if (!isKnown) throw new Refusal('Of MEMORY, only USAGE, STATS, DOCTOR and HELP are allowed here.');
  const samples = has(options, 'SAMPLES') ? (optionNumber(options, 'SAMPLES') ?? Number.POSITIVE_INFINITY) : 5;
  if (samples > 1000) throw new Refusal('SAMPLES is at most 1000 here.');
  return 0;
};

export const allNames: Rule = async (_args, stored) => {
  const count = await stored.ask('DBSIZE');
  if (count > MAX_ELEMENTS)
    throw new Refusal(`There are ${count} keys. Go through them with SCAN and a MATCH pattern.`);
  return 0;
};

export const fewKeys: Rule = (keys) => {
  keysOfSets(keys);
  return 0;
};

/** Not what modules add, of which nobody knows what it tells. */
const INFO_SECTIONS = new Set(
  `default server clients memory persistence stats replication cpu commandstats latencystats errorstats cluster
   keyspace`.split(/\s+/),
);

export const information: Rule = (sections) => {
  const unknown = sections.map(String).find((section) => !INFO_SECTIONS.has(section.toLowerCase()));
  if (unknown !== undefined) throw new Refusal(`INFO has no section "${unknown.slice(0, 40)}" here.`);
  return 0;
};
