import { afterAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { defineJob, enqueue, startWorking, stopWorking } from '@/lib/platform/jobs';
import { useDatabase } from '@/tests/support/database';

const database = useDatabase();
afterAll(() => stopWorking());

test('work is done by the application, which owns nothing of the queue', async () => {
  const done: string[] = [];
  const job = defineJob({
    name: 'test-greet',
    schema: z.object({ name: z.string() }),
    run: async ({ name }) => void done.push(name),
  });
  await startWorking([job]);
  await enqueue(job, { name: 'jane' });
  await vi.waitFor(() => expect(done).toEqual(['jane']), 10_000);
  const [owner] = await database.query<{ owner: string }>(
    `select tableowner as owner from pg_tables where schemaname = 'pgboss' and tablename = 'job'`,
  );
  expect(owner?.owner).not.toMatch(/_app$/);
});

test('work that failed is done again until it succeeds', async () => {
  let tries = 0;
  const job = defineJob({
    name: 'test-flaky',
    schema: z.object({}),
    retryDelayS: 1,
    run: async () => {
      tries += 1;
      if (tries === 1) throw new Error('not yet');
    },
  });
  await startWorking([job]);
  await enqueue(job, {});
  await vi.waitFor(() => expect(tries).toBe(2), 15_000);
});

test('a job that comes at fixed times is on the schedule once, however often a process starts', async () => {
  const job = defineJob({ name: 'test-clock', schema: z.object({}), every: '*/5 * * * *', run: async () => {} });
  await startWorking([job]);
  await startWorking([job]);
  const rows = await database.query(`select cron from pgboss.schedule where name = 'test-clock'`);
  expect(rows).toEqual([{ cron: '*/5 * * * *' }]);
});
