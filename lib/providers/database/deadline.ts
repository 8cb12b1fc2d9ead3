/** Stopped because time was over or nobody waits any more. The message is for the caller. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Runs with a signal that fires at the limit or when the caller hangs up, whichever comes first. What runs must cancel
 * on the server when it fires; the time it is given for that is `GRACE_MS`, then it is left to itself.
 */
export async function withDeadline<Value>(
  caller: AbortSignal,
  seconds: number,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const hangUp = () => controller.abort(new Cancelled('The caller hung up; the query was cancelled on the server.'));
  const timer = setTimeout(
    () => controller.abort(new Cancelled(`The query ran longer than ${seconds} s and was cancelled on the server.`)),
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
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', hangUp);
  }
}

export const GRACE_MS = 2000;

function leftAlone(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => setTimeout(() => reject(signal.reason), GRACE_MS + 500).unref(), {
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
