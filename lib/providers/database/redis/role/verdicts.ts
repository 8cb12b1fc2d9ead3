import type { RedisClient } from '../pool';
import { ErrorReply } from '../replies';
import type { Attempt } from './attempts';

/** Whether the user may run a command. `absent`: the server does not have it, or has switched it off for everybody. */
export type Verdict = 'allowed' | 'refused' | 'absent' | 'untried';

/**
 * Asks the server whether it would let the user run each command. Nothing is run, and its log of refused commands gets
 * no entry. Null when the user may not ask; servers before 7 cannot be asked.
 */
export async function askDryRun(client: RedisClient, user: string, attempts: Attempt[]): Promise<Verdict[] | null> {
  const dryRun = (words: string[]) => verdictOf(client.sendCommand(['ACL', 'DRYRUN', user, ...words]));
  if ((await dryRun(['PING'])).isError) return null;
  const answers = await Promise.all(attempts.map(({ words }) => dryRun(words)));
  return answers.map(({ verdict }) => verdict);
}

/** What the server says to a command that is sent, or that it is asked about. */
export async function verdictOf(reply: Promise<unknown>): Promise<{ verdict: Verdict; isError: boolean }> {
  const [text, isError] = await reply.then(
    (value): [string, boolean] => [String(value), false],
    (error): [string, boolean] => [wordOf(error), true],
  );
  return { verdict: judge(text), isError };
}

/** Any other error is about what the command names, or about the state of the server: the user may run the command. */
function judge(text: string): Verdict {
  if (/^NOPERM|no permissions to/i.test(text)) return OF_KEYS.test(text) ? 'allowed' : 'refused';
  return ABSENT.test(text) ? 'absent' : 'allowed';
}

/** The command is allowed, for other keys than the one that is not there. */
const OF_KEYS = /\bkeys?\b(?!.*command)/i;
const ABSENT = /^(ERR )?(unknown (sub)?command|command '.*' not found)|command not allowed|is disabled|not supported/i;

function wordOf(error: unknown): string {
  if (error instanceof ErrorReply) return error.message;
  throw error;
}
