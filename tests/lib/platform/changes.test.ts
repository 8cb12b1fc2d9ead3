import { afterAll, expect, test, vi } from 'vitest';
import { take } from '@/lib/platform/limits';
import { Memory } from '@/lib/platform/memory';
import { type Change, isHearingChanges, onChange, stopChanges } from '@/lib/platform/notify';
import { useDatabase } from '@/tests/support/database';

const database = useDatabase();
afterAll(() => stopChanges());

async function hearing(): Promise<void> {
  await vi.waitFor(() => expect(isHearingChanges()).toBe(true));
}

test('a change made by hand in the database is heard', async () => {
  const heard: Array<Change | null> = [];
  onChange((change) => heard.push(change));
  await hearing();
  const [workspace] = await database.query<{ id: string }>(
    `insert into workspaces (name, slug) values ('W', 'w-changes') returning id`,
  );
  await database.query('insert into provider_settings (workspace_id, provider) values ($1, $2)', [workspace?.id, 'p']);
  await vi.waitFor(() =>
    expect(heard).toContainEqual({ table: 'provider_settings', workspace_id: workspace?.id, provider: 'p' }),
  );
});

test('a remembered value is forgotten as soon as its row changes', async () => {
  let read = 0;
  const remembered = new Memory<number>({ name: 'test', stale: ({ table }) => (table === 'workspaces' ? 'all' : []) });
  await hearing();
  expect(await remembered.get('a', async () => ++read)).toBe(1);
  expect(await remembered.get('a', async () => ++read)).toBe(1);
  await database.query(`insert into workspaces (name, slug) values ('X', 'x-changes')`);
  await database.query(`update workspaces set name = 'Y' where slug = 'x-changes'`);
  await vi.waitFor(async () => expect(await remembered.get('a', async () => ++read)).toBeGreaterThan(1));
});

test('a value read before a change is not kept after it', async () => {
  const remembered = new Memory<string>({ name: 'race', stale: () => 'all' });
  await hearing();
  let finish = (_value: string) => {};
  const slow = remembered.get('a', () => new Promise<string>((resolve) => (finish = resolve)));
  remembered.forget('all');
  finish('old');
  expect(await slow).toBe('old');
  expect(await remembered.get('a', async () => 'new')).toBe('new');
});

test('a failed read is not remembered', async () => {
  const remembered = new Memory<string>({ name: 'failing', stale: () => 'all' });
  await hearing();
  await expect(remembered.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await remembered.get('a', async () => 'up')).toBe('up');
});

test('nothing is remembered while the feed is down, and it comes back by itself', async () => {
  const remembered = new Memory<number>({ name: 'down', stale: () => [] });
  await hearing();
  let read = 0;
  await remembered.get('a', async () => ++read);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'patchbay-changes'`,
  );
  await vi.waitFor(() => expect(isHearingChanges()).toBe(false), { interval: 5 });
  await remembered.get('a', async () => ++read);
  await remembered.get('a', async () => ++read);
  expect(read).toBe(3);
  await hearing();
});

test.each([{ durable: true }, { durable: false }])('a limit refuses what is beyond it (%o)', async ({ durable }) => {
  const limit = { name: `test-${durable}`, points: 2, windowS: 60, durable };
  expect(await take(limit, 'jane')).toMatchObject({ limit: 2, remaining: 1 });
  await take(limit, 'jane');
  await expect(take(limit, 'jane')).rejects.toMatchObject({
    code: 'rate_limited',
    detail: { retryAfterS: expect.any(Number) },
  });
  expect(await take(limit, 'joe')).toMatchObject({ remaining: 1 });
});
