import type { DatabaseRight, DatabaseRole } from '@/lib/contracts/database-role';
import { randomToken } from '@/lib/platform/seal/token';
import { toRole, UNKNOWN_ROLE } from '../../role';
import type { RedisClient } from '../pool';
import { listAttempts } from './attempts';
import { listProbes, listUntried, tryProbes } from './harmless-probes';
import { askDryRun, type Verdict } from './verdicts';

/** Of the commands that a right comes from. */
const EXAMPLES = 3;
/** Whoever may do all of these, and is refused nothing, may do everything: the user of a server without any rules. */
const EVERYTHING: DatabaseRight[] = ['run_scripts', 'signal_sessions', 'see_sessions', 'change_server', 'write_keys'];

type Tried = { right: DatabaseRight; name: string; verdict: Verdict };

/**
 * What the user of this connection may do beyond reading. Changes nothing on the server. Never fails.
 */
export async function checkRole(client: RedisClient, user: string): Promise<DatabaseRole> {
  try {
    const { tried, untried } = await tryCommands(client, user);
    const found = tried.filter(({ verdict }) => verdict === 'allowed');
    const rights = new Set(found.map(({ right }) => right));
    const isRefused = tried.some(({ verdict }) => verdict === 'refused');
    if (!isRefused && EVERYTHING.every((right) => rights.has(right))) {
      return toRole([{ right: 'superuser', names: [] }]);
    }
    const role = toRole(found.map(({ right, name }) => ({ right, names: [name] })));
    return {
      ...role,
      rights: role.rights.map((right) => ({ ...right, names: right.names.slice(0, EXAMPLES) })),
      untried,
    };
  } catch {
    return UNKNOWN_ROLE;
  }
}

/**
 * By asking the server, where the user may. Otherwise nothing is sent that could do harm, not even in a transaction that
 * is never executed: what stands between us and the server may know no transactions.
 */
async function tryCommands(client: RedisClient, user: string): Promise<{ tried: Tried[]; untried: string[] }> {
  const nobody = `patchbay:nobody:${randomToken()}`;
  const attempts = await listAttempts(client, nobody);
  const verdicts = attempts && (await askDryRun(client, user, attempts));
  if (attempts && verdicts) {
    const tried = attempts.map(({ right, name }, at) => ({ right, name, verdict: verdicts[at] ?? 'untried' }));
    return { tried, untried: tried.filter(({ verdict }) => verdict === 'untried').map(({ name }) => name) };
  }
  const probes = listProbes(nobody);
  const answers = await tryProbes(client, probes);
  return {
    tried: probes.map(({ right, name }, at) => ({ right, name, verdict: answers[at] ?? 'untried' })),
    untried: listUntried(attempts, probes),
  };
}
