import { expect, test } from 'vitest';
import { asSystem, runBare } from '@/lib/platform/db';
import { withLock } from '@/lib/platform/lock';
import { useDatabase } from '@/tests/support/database';
import { expectNoUnheardErrors } from '@/tests/support/unheard-errors';

const database = useDatabase();

expectNoUnheardErrors();

const endAll = (state = '%') =>
  database.query(
    `select pg_terminate_backend(pid, 1000) from pg_stat_activity where pid <> pg_backend_pid()
     and datname = current_database() and application_name like 'patchbay%' and state like $1`,
    [state],
  );

test('a lock whose connection is lost while the work runs is given up, and the next one is had', async () => {
  const worked = await withLock('lost', async () => {
    await endAll();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return 'worked';
  });
  expect(worked).toBe('worked');
  expect(await withLock('lost', async () => 'again')).toBe('again');
});

test('a statement whose connection is lost fails alone', async () => {
  const slow = runBare('select pg_sleep($1)', ['3']).catch((error) => error);
  await expect.poll(async () => (await endAll('active')).length).toBeGreaterThan(0);
  expect(await slow).toBeInstanceOf(Error);
  expect(await runBare('select $1 as one', ['1'])).toMatchObject({ rows: [{ one: '1' }] });
});

test('a transaction whose connection is lost fails alone', async () => {
  const failed = asSystem(async (tx) => {
    await tx.$queryRaw`select 1`;
    await endAll();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await tx.$queryRaw`select 1`;
  }).catch((error) => error);
  expect(await failed).toBeInstanceOf(Error);
  await expect
    .poll(() => asSystem(async (tx) => tx.$queryRaw`select 1 as one`).catch(() => null))
    .toEqual([{ one: 1 }]);
});
