import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineJob, enqueue } from '@/lib/platform/jobs';
import { useDatabase } from '@/tests/support/database';
import { useProductPostgres } from '@/tests/support/product-postgres';

useDatabase();
const postgres = useProductPostgres();

const job = defineJob({ name: 'test-away', schema: z.object({}), run: async () => {} });

test('work that could not be handed over is handed over once the database is back', async () => {
  await postgres.stop();
  await expect(enqueue(job, {})).rejects.toThrow();
  await postgres.start();
  await enqueue(job, {});
  expect(await postgres.query(`select name from pgboss.job where name = 'test-away'`)).toHaveLength(1);
}, 60_000);

test('a process that only hands work over keeps no connection for it', async () => {
  await enqueue(job, {});
  const names = await postgres.query(
    `select distinct application_name from pg_stat_activity where application_name like 'patchbay%'`,
  );
  expect(names).not.toContainEqual({ application_name: 'patchbay-jobs' });
}, 60_000);
