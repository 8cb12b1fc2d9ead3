import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '@/lib/contracts/json';
import { type Claim, claimKey, keepAnswer, releaseKey, takeOverKey } from '@/lib/domain/records/idempotency';
import { AppError, toAppError } from '@/lib/errors';
import { isDatabaseOutage } from '@/lib/platform/database-outage';
import { log } from '@/lib/platform/log';
import { redactText } from '@/lib/platform/redact';
import { fingerprint, fingerprintOf } from '@/lib/platform/seal/token';
import { waitForDatabase } from '@/lib/platform/wait-for-database';
import { say } from '@/lib/sentence';

const FIRST_PAUSE_MS = 25;
const MAX_PAUSE_MS = 500;
/** No call runs longer than its longest deadline; one that is still unanswered after that died with its process. */
const LOST_AFTER_MS = 150_000;
const RETRY_AFTER_S = 5;
const SETTLE_WAIT_MS = 1_000;
const SETTLE_AGAIN_MS = 500;

type Once<Result> = {
  accountId: string;
  key: string;
  request: JsonObject;
  /** How long to wait for the first call when it is still running. */
  waitMs: number;
  signal: AbortSignal | undefined;
  /** The work may be done again when it is not known whether it was. */
  isRepeatable: boolean;
  toAnswer(result: Result): JsonObject;
  /** The answer as it was kept. Throws when the first call ended with an error that was kept. */
  fromAnswer(answer: unknown): Result;
  /** An error that is kept because the work may have been done; null for one that says that nothing was done. */
  fromError(error: AppError): JsonObject | null;
};

/**
 * Runs the work once for its key: whoever asks again within 24 hours gets the first answer, at the same time waits for
 * it, and with another request is refused. A call that certainly did nothing gives its key back.
 */
export async function oncePerKey<Result>(once: Once<Result>, work: () => Promise<Result>): Promise<Result> {
  const { accountId, request, waitMs, signal } = once;
  const key = storedKey(once.key);
  const hash = fingerprintOf(request);
  const waitsUntil = Date.now() + waitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    const claim = await waitForDatabase(waitMs, claimKey(accountId, key, hash), (late) => {
      if (late?.kind === 'first') void settle(() => releaseKey(accountId, key));
    });
    if (claim?.kind === 'first') return runFirst(once, work);
    if (claim && claim.hash !== hash) {
      throw new AppError('conflict', say('calls.keyOfAnotherCall'));
    }
    if (claim?.kind === 'done') return once.fromAnswer(claim.answer);
    if (claim && isLost(claim)) {
      if (!once.isRepeatable) throw lost();
      if (await takeOverKey(accountId, key, claim.since)) return runFirst(once, work);
    }
    if (Date.now() + pauseMs > waitsUntil) throw stillRunning();
    await pause(pauseMs, undefined, { ...(signal && { signal }) });
  }
}

/** A caller may take a secret for its key, and this table is no place for one. */
function storedKey(key: string): string {
  return redactText(key) === key ? key : fingerprint(key);
}

function isLost({ since }: Extract<Claim, { kind: 'running' }>): boolean {
  return Date.now() - since.getTime() > LOST_AFTER_MS;
}

function lost(): AppError {
  const message = say('calls.firstWithoutAnswer');
  return new AppError('conflict', message, { outcome: 'unknown' });
}

function stillRunning(): AppError {
  const message = say('calls.firstStillRunning');
  return new AppError('conflict', message, { retryAfterS: RETRY_AFTER_S });
}

async function runFirst<Result>(once: Once<Result>, work: () => Promise<Result>): Promise<Result> {
  const { accountId } = once;
  const key = storedKey(once.key);
  const lostAt = Date.now() + LOST_AFTER_MS;
  const result = await work().catch(async (caught: unknown) => {
    const kept = once.fromError(toAppError(caught));
    await settle(() => (kept ? keepAnswer(accountId, key, kept) : releaseKey(accountId, key)), lostAt);
    throw caught;
  });
  // Outside of the catch: work that was done does not give its key back when its answer cannot be written.
  await settle(() => keepAnswer(accountId, key, once.toAnswer(result)), lostAt);
  return result;
}

/**
 * Writes what became of a key. The call is over and its caller waits, so a failure here does not replace the answer:
 * where the database is away, the write is tried again in the background until the key counts as lost.
 */
async function settle(write: () => Promise<void>, lostAt = Date.now() + LOST_AFTER_MS): Promise<void> {
  const written = (async () => {
    for (;;) {
      try {
        return await write();
      } catch (cause) {
        if (!isDatabaseOutage(cause) || Date.now() > lostAt) throw cause;
        await pause(SETTLE_AGAIN_MS);
      }
    }
  })().catch((cause: unknown) => log().error({ cause }, 'the answer of an idempotency key could not be kept'));
  await Promise.race([written, pause(SETTLE_WAIT_MS, undefined, { ref: false })]);
}
