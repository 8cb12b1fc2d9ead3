import { givenUp } from './safety';

type Bounds = {
  signal: AbortSignal;
  afterMs: number;
  /** Asks for whatever still runs under the signal to be given up once the call is over. */
  dropRest(): void;
  /** Whether an answer has begun, which a second attempt would not bring sooner. */
  isAnswered?(): boolean;
};

/**
 * Asks a second time when the first attempt has not answered after a while, and takes whichever succeeds first. For
 * reads only: a stuck connection then costs a pause instead of the whole deadline, and a read that is merely slow is
 * not cut off.
 */
export function hedged<Result>(bounds: Bounds, attempt: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const first = attempt(bounds.signal);
    const timer = setTimeout(() => {
      if (!bounds.signal.aborted && !bounds.isAnswered?.()) resolve(askBeside(first, bounds, attempt));
    }, bounds.afterMs);
    first.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** Only the second attempt has a signal of its own; the first is given up with the call, which its end is. */
async function askBeside<Result>(
  first: Promise<Result>,
  { signal, dropRest }: Bounds,
  attempt: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const giveUp = () => controller.abort(signal.aborted ? signal.reason : givenUp('another attempt answered'));
  signal.addEventListener('abort', giveUp, { once: true });
  const second = attempt(controller.signal);
  second.then(dropRest, () => {});
  try {
    return await Promise.any([first, second]);
  } catch (caught) {
    throw caught instanceof AggregateError ? caught.errors[0] : caught;
  } finally {
    signal.removeEventListener('abort', giveUp);
    giveUp();
  }
}
