/**
 * Asks a second time when the first attempt has not answered after a while, and takes whichever succeeds first. For
 * reads only: a stuck connection then costs a pause instead of the whole deadline, and a read that is merely slow is
 * not cut off.
 */
export async function hedged<Result>(
  { signal, afterMs }: { signal: AbortSignal; afterMs: number },
  attempt: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const first = begin(signal, attempt);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isSlow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => resolve('slow'), afterMs);
  });
  const settled = await Promise.race([first.answer.then(answered, answered), isSlow]);
  clearTimeout(timer);
  if (settled === 'answered' || signal.aborted) return first.answer;

  const second = begin(signal, attempt);
  try {
    return await Promise.any([first.answer, second.answer]);
  } catch (caught) {
    throw caught instanceof AggregateError ? caught.errors[0] : caught;
  } finally {
    first.giveUp();
    second.giveUp();
  }
}

const answered = () => 'answered' as const;

type Begun<Result> = { answer: Promise<Result>; giveUp(): void };

/** Giving up an attempt that has ended costs nothing: an abort that nobody needs would make an error of its own. */
function begin<Result>(signal: AbortSignal, attempt: (signal: AbortSignal) => Promise<Result>): Begun<Result> {
  const controller = new AbortController();
  let isDone = false;
  const giveUp = () => {
    if (!isDone) controller.abort(signal.reason);
  };
  signal.addEventListener('abort', giveUp, { once: true });
  const answer = attempt(controller.signal).finally(() => {
    isDone = true;
    signal.removeEventListener('abort', giveUp);
  });
  return { answer, giveUp };
}
