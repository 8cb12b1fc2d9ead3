import type { DatabaseRight, DatabaseRole } from '@/lib/contracts/database-role';
import { randomToken } from '@/lib/platform/seal/token';
import { type Finding, toRole, UNKNOWN_ROLE } from '../role';
import type { RedisClient } from './pool';
import { ErrorReply } from './replies';

type Probe = { right: DatabaseRight; name: string; words: string[] };

/**
 * Commands that do nothing, since what they name is not there: the server looks at rights before it looks for that. A
 * user who only reads may not ask for its own rights, so this is how they are found; it leaves entries in the server's
 * log of refused commands (ACL LOG).
 */
function listProbes(nobody: string): Probe[] {
  const probe = (right: DatabaseRight, name: string, ...rest: string[]): Probe => ({
    ...{ right, name, words: [...name.split(' '), ...rest] },
  });
  return [
    probe('create_roles', 'ACL DELUSER', nobody),
    probe('run_programs', 'MODULE UNLOAD', nobody),
    probe('run_scripts', 'EVALSHA', '0'.repeat(40), '0'),
    probe('run_scripts', 'FCALL', nobody, '0'),
    probe('signal_sessions', 'CLIENT KILL', 'ID', String(Number.MAX_SAFE_INTEGER)),
    probe('see_sessions', 'CLIENT LIST', 'TYPE', nobody),
    probe('change_server', 'CONFIG SET', nobody, '1'),
    probe('write_keys', 'SET', nobody, '1', 'XX'),
    probe('write_keys', 'DEL', nobody),
    probe('write_keys', 'EXPIRE', nobody, '1'),
    probe('write_keys', 'RENAME', nobody, nobody),
    probe('write_keys', 'HDEL', nobody, nobody),
    probe('write_keys', 'LREM', nobody, '0', nobody),
    probe('write_keys', 'SREM', nobody, nobody),
    probe('write_keys', 'ZREM', nobody, nobody),
    probe('write_keys', 'XDEL', nobody, '1-1'),
  ];
}

/** No form of these surely does nothing on every server that speaks Redis's protocol. */
const UNTRIED = ['FLUSHALL', 'SHUTDOWN', 'MONITOR', 'REPLICAOF', 'DEBUG'];
/** Of the commands that a right comes from. */
const EXAMPLES = 3;
/** Whoever may do all of these may do everything: the user of a server without any rules. */
const EVERYTHING: DatabaseRight[] = ['run_scripts', 'signal_sessions', 'see_sessions', 'change_server', 'write_keys'];

/** What the user of this connection may do beyond reading. Never fails. */
export async function checkRole(client: RedisClient): Promise<DatabaseRole> {
  try {
    const findings = await find(client, listProbes(`patchbay:nobody:${randomToken()}`));
    const rights = new Set(findings.map(({ right }) => right));
    if (EVERYTHING.every((right) => rights.has(right))) return toRole([{ right: 'superuser', names: [] }]);
    const { level, rights: found } = toRole(findings);
    return {
      level,
      rights: found.map((right) => ({ ...right, names: right.names.slice(0, EXAMPLES) })),
      untried: UNTRIED,
      reader: null,
    };
  } catch {
    return UNKNOWN_ROLE;
  }
}

async function find(client: RedisClient, probes: Probe[]): Promise<Finding[]> {
  const answers = await Promise.all(probes.map(({ words }) => isRefused(client, words)));
  return probes.filter((_, at) => !answers[at]).map(({ right, name }) => ({ right, names: [name] }));
}

/** Not allowed, unknown here, or switched off for everybody. Any other error is about what the command names. */
const REFUSALS = /^NOPERM|unknown (sub)?command|command not allowed|is disabled|not supported/i;
/** The command is allowed, for other keys than the one that is not there. */
const OTHER_KEYS = /^NOPERM.*\bkeys?\b(?!.*command)/i;

async function isRefused(client: RedisClient, words: string[]): Promise<boolean> {
  try {
    await client.sendCommand(words);
    return false;
  } catch (error) {
    if (!(error instanceof ErrorReply)) throw error;
    return REFUSALS.test(error.message) && !OTHER_KEYS.test(error.message);
  }
}
