import { Refusal } from '../refusal';
import type { RedisClient } from './pool';

/** What the server says of a command of its own. */
export type CommandInfo = { flags: Set<string>; categories: Set<string> };

/** Refused whatever a server says of them: they administer, run programs, keep state in a connection, or never end. */
const NEVER = new Set(
  `acl auth bgrewriteaof bgsave client cluster config debug discard eval eval_ro evalsha evalsha_ro exec failover fcall
  fcall_ro flushall flushdb function hello latency migrate module monitor multi psubscribe psync quit readonly readwrite
  replconf replicaof reset restore-asking save script select shutdown slaveof slowlog ssubscribe subscribe swapdb sync
  unwatch wait waitaof watch`.split(/\s+/),
);
const NEVER_CATEGORIES = ['@admin', '@scripting', '@pubsub', '@transaction'];

/** Neither read data nor write any, so servers flag them as neither, or as administration. INFO tells what these do. */
const ABOUT_THE_SERVER = new Set(
  `ping echo time info lastsave role memory|stats memory|doctor memory|help object|help command command|count
  command|docs command|getkeys command|getkeysandflags command|info command|list command|help`.split(/\s+/),
);

/**
 * Throws unless the server itself flags the command as one that only reads, and it neither administers nor waits. That
 * it is a command known here, with a bounded reply, is checked beside (`checkReading`).
 */
export function requireReadOnly(words: string[], info: CommandInfo | null): void {
  if (info && isAboutTheServer(words, info)) return;
  const known = requireKnown(words, info);
  if (!onlyReads(known)) throw new Refusal(`${nameOf(words)} does not only read, so it is not allowed here.`);
  if (known.flags.has('blocking') && words.some((word) => word.toUpperCase() === 'BLOCK')) {
    throw new Refusal('A command that waits for data is not allowed here. Leave BLOCK away.');
  }
}

export function onlyReads({ flags }: CommandInfo): boolean {
  return flags.has('readonly') && !flags.has('write');
}

function isAboutTheServer(words: string[], { flags }: CommandInfo): boolean {
  const [name = '', form = ''] = words.map((word) => word.toLowerCase());
  return (ABOUT_THE_SERVER.has(name) || ABOUT_THE_SERVER.has(`${name}|${form}`)) && !flags.has('write');
}

/** Writes of data only: never what empties, moves or replaces whole databases. */
export function requireWrite(words: string[], info: CommandInfo | null): CommandInfo {
  const known = requireKnown(words, info);
  const isData = known.flags.has('write') || known.flags.has('readonly');
  if (!isData || known.categories.has('@dangerous') || known.flags.has('blocking')) {
    throw new Refusal(`${nameOf(words)} is not allowed here.`);
  }
  return known;
}

function requireKnown(words: string[], info: CommandInfo | null): CommandInfo {
  if (!info) throw new Refusal(`The server does not know the command ${nameOf(words)}.`);
  const isNever =
    NEVER.has(words[0]?.toLowerCase() ?? '') || NEVER_CATEGORIES.some((name) => info.categories.has(name));
  if (isNever || info.flags.has('admin'))
    throw new Refusal(`${nameOf(words)} administers the server, so it is not allowed here.`);
  return info;
}

const MAX_KNOWN = 1000;

/** Asks the server once for each command. Commands with subcommands are judged by the subcommand. */
export class CommandTable {
  private readonly known = new Map<string, unknown[] | null>();

  async find(client: RedisClient, words: string[]): Promise<CommandInfo | null> {
    const [name = '', sub = ''] = words.map((word) => word.toLowerCase());
    if (!/^[a-z0-9_.-]{1,64}$/.test(name)) throw new Refusal('This is not the name of a command.');
    if (this.known.size > MAX_KNOWN) this.known.clear();
    if (!this.known.has(name)) this.known.set(name, await ask(client, name));
    const entry = this.known.get(name);
    if (!entry) return null;
    const children = (entry[9] as unknown[][] | undefined) ?? [];
    if (children.length === 0 || !sub) return read(entry);
    const child = children.find((candidate) => textOf(candidate[0]) === `${name}|${sub}`);
    if (!child) throw new Refusal(`The server does not know this form of ${nameOf(words)}.`);
    return read(child);
  }
}

async function ask(client: RedisClient, name: string): Promise<unknown[] | null> {
  const [entry] = (await client.sendCommand(['COMMAND', 'INFO', name])) as (unknown[] | null)[];
  return entry ?? null;
}

function read(entry: unknown[]): CommandInfo {
  return { flags: new Set(list(entry[2]).map(textOf)), categories: new Set(list(entry[6]).map(textOf)) };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => String(value).toLowerCase();
const nameOf = (words: string[]): string => (words[0] ?? '').slice(0, 40).toUpperCase();
