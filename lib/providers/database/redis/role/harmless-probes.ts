import type { DatabaseRight } from '@/lib/contracts/database-role';
import type { RedisClient } from '../pool';
import type { Attempt } from './attempts';
import { type Verdict, verdictOf } from './verdicts';

export type Probe = { right: DatabaseRight; name: string; words: string[] };

/**
 * Commands that do nothing, since what they name is not there: the server looks at rights before it looks for that.
 * For a user who may not ask about its rights.
 */
export function listProbes(nobody: string): Probe[] {
  const probe = (right: DatabaseRight, name: string, ...rest: string[]): Probe => ({
    ...{ right, name, words: [...name.split(' '), ...rest] },
  });
  return [
    probe('create_roles', 'ACL DELUSER', nobody),
    probe('see_passwords', 'ACL GETUSER', nobody),
    probe('see_passwords', 'CONFIG GET', nobody),
    probe('run_programs', 'MODULE UNLOAD', nobody),
    probe('run_scripts', 'EVALSHA', '0'.repeat(40), '0'),
    probe('run_scripts', 'EVALSHA_RO', '0'.repeat(40), '0'),
    probe('run_scripts', 'FCALL', nobody, '0'),
    probe('run_scripts', 'FCALL_RO', nobody, '0'),
    probe('run_scripts', 'FUNCTION DELETE', nobody),
    probe('signal_sessions', 'CLIENT KILL', 'ID', String(Number.MAX_SAFE_INTEGER)),
    probe('signal_sessions', 'CLIENT UNBLOCK', String(Number.MAX_SAFE_INTEGER)),
    probe('see_sessions', 'CLIENT LIST', 'TYPE', nobody),
    probe('see_sessions', 'SLOWLOG GET', '0'),
    probe('change_server', 'CONFIG SET', nobody, '1'),
    probe('write_keys', 'SET', nobody, '1', 'XX'),
    probe('write_keys', 'DEL', nobody),
    probe('write_keys', 'UNLINK', nobody),
    probe('write_keys', 'EXPIRE', nobody, '1'),
    probe('write_keys', 'RENAME', nobody, nobody),
    probe('write_keys', 'LPUSHX', nobody, nobody),
    probe('write_keys', 'HDEL', nobody, nobody),
    probe('write_keys', 'LREM', nobody, '0', nobody),
    probe('write_keys', 'SREM', nobody, nobody),
    probe('write_keys', 'ZREM', nobody, nobody),
    probe('write_keys', 'XDEL', nobody, '1-1'),
  ];
}

export async function tryProbes(client: RedisClient, probes: Probe[]): Promise<Verdict[]> {
  const answers = await Promise.all(probes.map(({ words }) => verdictOf(client.sendCommand(words))));
  return answers.map(({ verdict }) => verdict);
}

/** The worst first, when the server tells nothing of its commands. No form of these surely does nothing everywhere. */
const UNTRIED = ['FLUSHALL', 'SHUTDOWN', 'MONITOR', 'REPLICAOF', 'DEBUG'];

/** The commands that were left out, those that everybody knows first. */
export function listUntried(attempts: Attempt[] | null, probes: Probe[]): string[] {
  if (!attempts) return UNTRIED;
  const tried = new Set(probes.map(({ name }) => name));
  const names = attempts.map(({ name }) => name).filter((name) => !tried.has(name));
  return [...UNTRIED.filter((name) => names.includes(name)), ...names.filter((name) => !UNTRIED.includes(name))];
}
