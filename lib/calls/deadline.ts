import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { givenUp, NobodyWaits } from './safety';

export const USUAL_DEADLINE_MS = 30_000;
const MAX_DEADLINE_MS = 120_000;

/** How long a caller waits for a tool: as long as it says, within bounds. */
export function limitOf(timeoutMs: number | undefined): number {
  return Math.min(timeoutMs ?? USUAL_DEADLINE_MS, MAX_DEADLINE_MS);
}

export type Deadline = {
  ms: number;
  signal: AbortSignal | undefined;
  appName: string;
  /** Whether the service has failed by now, and the time ran out over further attempts. */
  hasFailed?: () => boolean;
  /** Whether the service has been asked at all; else the call waited for its turn for all of its time. */
  wasAsked?: () => boolean;
  /** Whether the answer has begun, and there is no room yet to read it. */
  lacksRoom?: () => boolean;
};
export type Bounds = {
  signal: AbortSignal;
  deadlineAt: number;
  /** Gives up what still runs under the signal when the work is over; without it, nothing is expected to. */
  dropRest(): void;
};

/**
 * Ends the work at its deadline, or when the caller hangs up, and answers at once even if the work does not listen to
 * its signal: nothing that an upstream does can hold a caller longer than was agreed.
 */
export function withDeadline<Result>(
  { ms, signal, appName, hasFailed, wasAsked, lacksRoom }: Deadline,
  work: (bounds: Bounds) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  return new Promise<Result>((resolve, reject) => {
    const stop = (error: AppError) => {
      reject(error);
      controller.abort(error);
    };
    const hangUp = () => stop(givenUp('the caller hung up'));
    if (signal?.aborted) return hangUp();

    const expire = () => {
      if (lacksRoom?.()) return stop(noRoom());
      stop(wasAsked?.() === false ? noTurn() : noAnswer(ms, appName, hasFailed?.() === true));
    };
    const timer = setTimeout(expire, ms);
    signal?.addEventListener('abort', hangUp, { once: true });
    let dropsRest = false;
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', hangUp);
      if (dropsRest) controller.abort(givenUp('another attempt answered'));
    };
    const dropRest = () => {
      dropsRest = true;
    };
    work({ signal: controller.signal, deadlineAt: Date.now() + ms, dropRest }).then(
      (result) => {
        over();
        resolve(result);
      },
      (error) => {
        over();
        reject(error);
      },
    );
  });
}

/** No word about the service, which was not asked. */
function noTurn(): AppError {
  return new AppError('rate_limited', say('calls.tooMany', { seconds: 1 }), { retryAfterS: 1 });
}

/** No word about the service either, which has answered. It is ours to say that we could not read it. */
export function noRoom(): AppError {
  return new AppError('internal', say('calls.tooManyLarge', { seconds: 1 }), { status: 503, retryAfterS: 1 });
}

/** Less time than is usual is the caller's own limit, and in itself no word about the service. */
function noAnswer(ms: number, appName: string, hasFailed: boolean): AppError {
  const why = `no answer within ${ms} ms`;
  const isOwnLimit = ms < USUAL_DEADLINE_MS;
  const cause = isOwnLimit ? new NobodyWaits(why) : new Error(why);
  const message = say('providers.problem', { name: appName });
  if (!isOwnLimit || hasFailed) return new AppError('provider_unavailable', message, { cause });
  const limit = say('calls.limit', { name: appName, seconds: ms / 1000 });
  return new AppError('provider_unavailable', limit, { cause });
}
