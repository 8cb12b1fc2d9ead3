import type pg from 'pg';
import { once } from './once';
import { openPool } from './pool';

const MAX_AT_ONCE = 4;

/**
 * Runs the work while nobody else, in any process, runs work under the same name. For work that takes longer than a
 * transaction should: the lock belongs to a connection of its own, and is freed when that is lost.
 */
export async function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch((cause: Error) => {
        broken = cause;
      });
    }
  } finally {
    // A connection that did not answer is closed, which frees the lock too.
    client.release(broken);
  }
}

/** Whoever waits for a lock, or works while it holds one, is silent for as long as that takes. */
function pool(): pg.Pool {
  return once('locks', () => openPool('locks', MAX_AT_ONCE, { silenceMs: 0 }));
}
