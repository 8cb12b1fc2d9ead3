import { toAppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';
import { openProvider } from '../providers/open-provider';
import { type Attempt, type FinishedAttempt, findAttemptByState, refusalOf, type Visitor } from './connect-attempts';
import { finishAttempt } from './finish-attempt';
import { toFailure } from './open-attempt';

const LIMIT_MS = 20_000;

type Opened = { state: string; attempt: Attempt };
export type FinishedSession = { state: string; finished: FinishedAttempt };

/**
 * Somebody came back with a session of the provider and without our state, because the provider sends everybody to one
 * address. The attempt is looked for among those that this browser opened (`states`, newest first). The provider is told
 * for whom each of them was made, and refuses a session of anybody else; then the attempt is finished as if its state
 * had come back. Null when it can be none of them.
 */
export async function finishSession(
  states: readonly string[],
  visitor: Visitor,
  sessionUri: string,
): Promise<FinishedSession | null> {
  const results: FinishedSession[] = [];
  for (const opened of await findOpened(states, visitor)) {
    const finished = await finishOne(opened, visitor, sessionUri);
    if (!finished) continue;
    if (finished.kind === 'completed' || finished.kind === 'confirm') return { state: opened.state, finished };
    results.push({ state: opened.state, finished });
  }
  return results[0] ?? null;
}

/** Null when the session is not of this attempt. */
async function finishOne({ state, attempt }: Opened, visitor: Visitor, sessionUri: string) {
  const { provider, request, upstream } = attempt;
  const { externalUserId } = request;
  const signal = AbortSignal.timeout(LIMIT_MS);
  try {
    const wanted = { sessionUri, externalUserId, starts: upstream.starts, signal };
    const session = await openProvider(provider).completeSession?.(wanted);
    if (session === undefined || session === 'foreign' || session === 'other') return null;
  } catch (caught) {
    log().warn({ cause: caught, provider }, 'a session could not be completed');
    return { kind: 'problem' as const, failure: toFailure(toAppError(caught)), attempt };
  }
  return finishAttempt(state, visitor, {});
}

const ORDER = ['pending', 'confirming', 'completed'];

/** Those that are over come last: the session is of one of them only when the same request was sent twice. */
async function findOpened(states: readonly string[], visitor: Visitor): Promise<Opened[]> {
  const found = await Promise.all(states.map(async (state) => ({ state, attempt: await findAttemptByState(state) })));
  return found
    .flatMap(({ state, attempt }) => (attempt && isOpenedBy(visitor, attempt) ? [{ state, attempt }] : []))
    .sort((a, b) => ORDER.indexOf(a.attempt.outcome) - ORDER.indexOf(b.attempt.outcome));
}

function isOpenedBy(visitor: Visitor, attempt: Attempt): boolean {
  if (attempt.browserHash === null || !ORDER.includes(attempt.outcome)) return false;
  return refusalOf({ ...attempt, outcome: 'pending' }, visitor) === null;
}
