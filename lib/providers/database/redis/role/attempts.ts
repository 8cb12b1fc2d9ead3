import type { DatabaseRight } from '@/lib/contracts/database-role';
import type { CommandInfo } from '../commands';
import type { RedisClient } from '../pool';
import { ErrorReply } from '../replies';
import { rightOf, subcommandsOf } from './rights';

/** A command that gives more than reading, with as many words as the server asks for. */
export type Attempt = { right: DatabaseRight; name: string; words: string[] };

/** More commands than any server has, modules included. */
const MAX_ATTEMPTS = 1000;

/**
 * Every command of the server that gives more than reading, by what the server itself says of them. Null when the user
 * may not ask for the list of commands.
 */
export async function listAttempts(client: RedisClient, word: string): Promise<Attempt[] | null> {
  const table = (await askTable(client, ['COMMAND', 'INFO'])) ?? (await askTable(client, ['COMMAND']));
  const attempts = table?.flatMap((entry) => attemptsOf(entry, word)).slice(0, MAX_ATTEMPTS);
  return attempts?.sort((one, other) => one.name.localeCompare(other.name)) ?? null;
}

/** Servers before 7 answer `COMMAND INFO` without names with nothing. */
async function askTable(client: RedisClient, words: string[]): Promise<unknown[][] | null> {
  const reply = await client.sendCommand(words).catch((error) => {
    if (error instanceof ErrorReply) return null;
    throw error;
  });
  const table = listOf(reply).filter((entry) => Array.isArray(entry));
  return table.length > 0 ? table : null;
}

function attemptsOf(entry: unknown[], word: string): Attempt[] {
  const children = listOf(entry[9]).filter((child) => Array.isArray(child));
  if (children.length > 0) return children.flatMap((child) => attemptsOf(child, word));
  const name = textOf(entry[0]);
  const info = { flags: setOf(entry[2]), categories: setOf(entry[6]) };
  const names = name.includes('|') ? [] : subcommandsOf(name);
  return (names.length > 0 ? names : [name]).flatMap((full) => toAttempt(full, info, Number(entry[1]), word));
}

function toAttempt(name: string, info: CommandInfo, arity: number, word: string): Attempt[] {
  const right = rightOf(name, info);
  if (!right) return [];
  const words = name.split('|');
  const missing = Math.max(0, Math.abs(arity) - words.length);
  return [
    {
      right,
      name: nameOf(name),
      words: [...words, ...Array<string>(missing).fill(word)],
    },
  ];
}

export const nameOf = (name: string): string => name.replaceAll('|', ' ').toUpperCase();
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => String(value).toLowerCase();
const setOf = (value: unknown): Set<string> => new Set(listOf(value).map(textOf));
