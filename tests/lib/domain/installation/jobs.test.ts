import { afterAll, expect, test } from 'vitest';
import { startJobs, stopJobs } from '@/lib/domain/installation/jobs';
import { db } from '@/lib/platform/db';
import { useDatabase } from '@/tests/support/database';
import { useProductPostgres } from '@/tests/support/product-postgres';

useDatabase();
const postgres = useProductPostgres();
afterAll(() => stopJobs());

test('jobs that could not be started while the database was away start once it is back', async () => {
  await db().workspace.count(); // the first statement of a process takes so long that the database could be back
  await postgres.stop();
  const starting = startJobs();
  starting.catch(() => {}); // heard below
  await postgres.start();
  await starting;
  expect(await postgres.query('select name from pgboss.schedule')).not.toEqual([]);
}, 60_000);

test('a process that is told to stop does not wait for the database', async () => {
  await stopJobs();
  await postgres.stop();
  const stopping = new AbortController();
  const starting = startJobs(stopping.signal);
  stopping.abort();
  await starting;
  await postgres.start();
}, 30_000);
