import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { AppError } from '@/lib/errors';

const MAX_RETRIES = 3;
const FIRST_PAUSE_MS = 150;
const MAX_PAUSE_MS = 2_000;

/** Holds no state between requests. */
const policy = retry(handleWhen(mayPass), {
  maxAttempts: MAX_RETRIES,
  backoff: new ExponentialBackoff({ initialDelay: FIRST_PAUSE_MS, maxDelay: MAX_PAUSE_MS }),
});

/**
 * For requests that may be sent twice: reads, removals, and what nobody knows of until its answer arrives (tokens,
 * links). A service that is unwell for a moment is asked again, up to three times within three seconds.
 */
export function repeated<Answer>(signal: AbortSignal, exchange: () => Promise<Answer>): Promise<Answer> {
  return policy.execute(() => {
    signal.throwIfAborted();
    return exchange();
  }, signal);
}

/** The service is unwell, or asks for a pause that is worth waiting for. */
export function mayPass(error: Error): boolean {
  if (!(error instanceof AppError)) return false;
  const { code, detail } = error;
  const isSoon = (detail.retryAfterS ?? 0) * 1000 <= MAX_PAUSE_MS;
  return isSoon && (code === 'provider_unavailable' || code === 'rate_limited');
}
