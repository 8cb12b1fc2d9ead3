import { AppError } from '@/lib/errors';

/** Stopped because time was over or nobody waits any more. The message is for the caller. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

const CANCELLED = 'was cancelled on the server.';
const UNKNOWN = 'Whether the query still runs there is not known.';

/**
 * Runs with a signal that fires at the limit or when the caller hangs up, whichever comes first. What runs must cancel
 * on the server when it fires; the time it is given for that is `GRACE_MS`, then it is left to itself. The error says
 * that the query was cancelled only when the server said so: not when it hangs, and never where `canCancel` is false.
 */
export async function withDeadline<Value>(
  caller: AbortSignal,
  seconds: number,
  run: (signal: AbortSignal) => Promise<Value>,
  { canCancel = true }: { canCancel?: boolean } = {},
): Promise<Value> {
  const controller = new AbortController();
  const cancel = (cancelled: string, unanswered: string) => {
    sentenceIfUnknown = `${unanswered} ${UNKNOWN}`;
    controller.abort(new Cancelled(`${cancelled} ${CANCELLED}`));
  };
  let sentenceIfUnknown = UNKNOWN;
  const hangUp = () =>
    cancel(
      'The caller hung up; the query',
      'The caller hung up before the database answered, and its connection ended.',
    );
  const timer = setTimeout(
    () =>
      cancel(
        `The query ran longer than ${seconds} s and`,
        `The database did not answer within ${seconds} s, and the connection to it was ended.`,
      ),
    seconds * 1000,
  );
  caller.addEventListener('abort', hangUp, { once: true });
  if (caller.aborted) hangUp();
  try {
    const value = await Promise.race([run(controller.signal), leftAlone(controller.signal)]);
    // Some servers answer a cancelled statement as if it had ended by itself.
    if (controller.signal.aborted) throw controller.signal.reason;
    return value;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    // A lost connection is an AppError: what became of the query was not heard any more.
    const isConfirmed = canCancel && !(error instanceof AppError) && !(error instanceof LeftAlone);
    throw isConfirmed ? controller.signal.reason : new Cancelled(sentenceIfUnknown);
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', hangUp);
  }
}

export const GRACE_MS = 2000;

class LeftAlone extends Error {}

function leftAlone(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => setTimeout(() => reject(new LeftAlone()), GRACE_MS + 500).unref(), {
      once: true,
    });
  });
}

/** Calls `cancel` once when the signal fires; the returned function forgets about it. */
export function onAbort(signal: AbortSignal, cancel: () => void): () => void {
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  return () => signal.removeEventListener('abort', cancel);
}
