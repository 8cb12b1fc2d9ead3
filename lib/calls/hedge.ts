/**
 * Asks a second time when the first attempt has not answered after a while, and takes whichever succeeds first. For
 * reads only: a stuck connection then costs a pause instead of the whole deadline, and a read that is merely slow is
 * not cut off.
 */
export async function hedged<Result>(
  { signal, afterMs }: { signal: AbortSignal; afterMs: number },
  attempt: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controllers: AbortController[] = [];
  const start = () => {
    const controller = new AbortController();
    controllers.push(controller);
    return attempt(controller.signal);
  };
  const abortAll = () => {
    for (const controller of controllers) controller.abort(signal.reason);
  };
  signal.addEventListener('abort', abortAll, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const first = start();
    const isSlow = new Promise<'slow'>((resolve) => {
      timer = setTimeout(() => resolve('slow'), afterMs);
    });
    const settled = await Promise.race([first.then(() => 'answered' as const), isSlow]);
    if (settled === 'answered' || signal.aborted) return await first;
    return await Promise.any([first, start()]).catch((caught: AggregateError) => {
      throw caught.errors[0];
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abortAll);
    abortAll();
  }
}
