import { AppError } from '@/lib/errors';

export const USUAL_DEADLINE_MS = 30_000;
export const LONGEST_DEADLINE_MS = 120_000;

export type Deadline = { ms: number; signal: AbortSignal | undefined; appName: string };

/**
 * Ends the work at its deadline, or when the caller hangs up, and answers at once even if the work does not listen to
 * its signal: nothing that an upstream does can hold a caller longer than was agreed.
 */
export async function withDeadline<Result>(
  { ms, signal, appName }: Deadline,
  work: (signal: AbortSignal, deadlineAt: number) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  return new Promise<Result>((resolve, reject) => {
    const stop = (error: AppError) => {
      reject(error);
      controller.abort(error);
    };
    const hangUp = () => stop(new AppError('provider_unavailable', 'The call was cancelled.'));
    const message = `There was a problem connecting to ${appName}.`;
    const timer = setTimeout(
      () => stop(new AppError('provider_unavailable', message, { cause: new Error(`no answer within ${ms} ms`) })),
      ms,
    );
    if (signal?.aborted) hangUp();
    else signal?.addEventListener('abort', hangUp, { once: true });

    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', hangUp);
    };
    if (!controller.signal.aborted)
      work(controller.signal, Date.now() + ms)
        .then(resolve, reject)
        .finally(done);
    else done();
  });
}
