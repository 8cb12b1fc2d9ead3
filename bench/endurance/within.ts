import { setTimeout as sleep } from 'node:timers/promises';

/** A limit of its own: on Node 20 a fetch whose server is killed may never settle, whatever its signal says. */
export async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const timer = new AbortController();
  const tooLate = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`Nothing came within ${ms} ms.`);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    tooLate.catch(() => {});
    timer.abort();
  }
}
