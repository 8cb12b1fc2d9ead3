import type { Word } from './stored';

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
  if (command === 'BITFIELD' && onlyGets(args)) return ['BITFIELD_RO', ...args];
  if (command === 'PFCOUNT' && args.length === 1) return [name, ...args, ...args];
  return [READING_FORMS[command] ?? name, ...args];
}

/** A key, and then each GET with a type and a place. */
const onlyGets = ([, ...operations]: Word[]) =>
  operations.every((word, at) => at % 3 !== 0 || String(word).toUpperCase() === 'GET');

/** Paths of the server's machine, which INFO tells among what people ask it for. */
const PATHS = /^(executable|config_file):.*\r?\n/gm;

/** The reply to a command, without what is nobody's business. */
export function withoutPaths([name = '']: Word[], reply: unknown): unknown {
  if (String(name).toUpperCase() !== 'INFO' || !Buffer.isBuffer(reply)) return reply;
  return Buffer.from(reply.toString('latin1').replace(PATHS, ''), 'latin1');
}
