import { DelegateBackoff, handleWhen, type IRetryBackoffContext, type RetryPolicy, retry } from 'cockatiel';
import type { ToolAnnotations } from '@/lib/contracts/tool';
import { AppError } from '@/lib/errors';
import { isRepeatable, mayRepeat, wasTurnedAway } from './safety';

const MAX_RETRIES = 3;
const FIRST_PAUSE_MS = 1_000;
/** Where nothing listens, it is known at once: three more tries within 0.7 s bridge a restart of the listener. */
const FIRST_PAUSE_TURNED_AWAY_MS = 100;

/** The two kinds of calls there are, made once: a policy holds no state between calls. */
const policies = {
  repeatable: policyFor({ read_only: true }),
  once: policyFor({ read_only: false, idempotent: false }),
};

/**
 * Tries again up to three times, after up to 1, 2 and 4 seconds or when the service said; after a tenth of that where a
 * connection was refused. A write is repeated only when it is certain that it never ran. What cannot finish before the
 * deadline is not begun.
 */
export function withRetries<Result>(
  annotations: ToolAnnotations,
  { signal, deadlineAt }: { signal: AbortSignal; deadlineAt: number },
  attempt: (number: number) => Promise<Result>,
): Promise<Result> {
  const policy = isRepeatable(annotations) ? policies.repeatable : policies.once;
  return policy
    .execute(async ({ attempt: number }) => {
      signal.throwIfAborted();
      try {
        return await attempt(number + 1);
      } catch (caught) {
        throw waitsTooLong(caught, deadlineAt) ? new GaveUp(caught) : caught;
      }
    }, signal)
    .catch((caught: unknown) => {
      throw caught instanceof GaveUp ? caught.cause : caught;
    });
}

/** Not an AppError, so no policy repeats it. */
class GaveUp extends Error {
  constructor(override readonly cause: unknown) {
    super('the service asked for more time than there is');
  }
}

function waitsTooLong(error: unknown, deadlineAt: number): boolean {
  return Date.now() + (askedPauseMs(error) ?? 0) >= deadlineAt;
}

function policyFor(annotations: ToolAnnotations): RetryPolicy {
  return retry(
    handleWhen((error) => mayRepeat(error, annotations)),
    { maxAttempts: MAX_RETRIES, backoff: new DelegateBackoff(pauseMs) },
  );
}

function pauseMs({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const asked = 'error' in result ? askedPauseMs(result.error) : null;
  const firstMs = 'error' in result && wasTurnedAway(result.error) ? FIRST_PAUSE_TURNED_AWAY_MS : FIRST_PAUSE_MS;
  // A service that asks for no pause at all is not hurried either.
  return asked || Math.random() * firstMs * 2 ** (attempt - 1);
}

function askedPauseMs(error: unknown): number | null {
  const retryAfterS = error instanceof AppError ? error.detail.retryAfterS : undefined;
  return retryAfterS === undefined ? null : retryAfterS * 1000;
}
