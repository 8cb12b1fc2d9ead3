import { databaseUnavailable } from '@/lib/errors';

/** A caller that is in a greater hurry than this would take a busy machine for an outage. */
const MIN_LIMIT_MS = 1_000;

/**
 * Waits for what the database is asked, and no longer than this. The work itself cannot be cancelled: `onLate` gets what
 * came of it after nobody waited any more.
 */
export function waitForDatabase<Result>(
  wantedMs: number,
  work: Promise<Result>,
  onLate?: (result: Result) => void,
): Promise<Result> {
  const limitMs = Math.max(wantedMs, MIN_LIMIT_MS);
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(databaseUnavailable(new NoAnswer(limitMs)));
    }, limitMs);
    work
      .then((result) => {
        if (isLate) onLate?.(result);
        else resolve(result);
      }, reject)
      .finally(() => clearTimeout(timer));
  });
}

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  override readonly stack = undefined;

  constructor(limitMs: number) {
    super(`the database did not answer within ${limitMs} ms`);
  }
}
