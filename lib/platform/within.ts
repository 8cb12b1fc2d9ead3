import { setTimeout as sleep } from 'node:timers/promises';

export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** What the promise brings, unless it takes longer than the limit. What was asked for goes on, unheard. */
export async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const timer = new AbortController();
  const tooLate = sleep(ms, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new TooLate(`Nothing came within ${ms} ms.`);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    tooLate.catch(() => {});
    promise.catch(() => {});
    timer.abort();
  }
}
