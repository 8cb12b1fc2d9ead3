import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { POST as execute } from '@/app/api/tools/execute/route';
import { CATCH_UP, isHearingChanges, onChange } from '@/lib/platform/notify';
import { ask } from '@/tests/support/ask';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();
const HELD_MS = 300;
const MAIL = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

let jane: TestPerson;
let release = () => {};

beforeAll(() => readCatalogues('gmail', 'slack'));
beforeEach(async () => {
  jane = (await makeWorkspace()).member;
  await vi.waitFor(() => expect(isHearingChanges()).toBe(true));
});
afterEach(() => {
  release();
  release = () => {}; // what it was is gone by the time that the next test ends
});

async function send(profile_id?: string) {
  const body = { action: 'gmail_send_email', params: MAIL, profile_id };
  return (await ask(execute, { as: { cookie: jane.cookie }, body })).json();
}

/** From now on changes are committed and nobody hears of them, as when they are on their way to another process. */
async function holdChanges(): Promise<void> {
  const [listener] = await database.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'patchbay-changes' and datname = current_database()`,
  );
  if (!listener) throw new Error('Nobody listens for changes.');
  const { pid } = listener;
  process.kill(pid, 'SIGSTOP');
  release = () => process.kill(pid, 'SIGCONT');
}

describe('a call whose process has not heard of a change yet', () => {
  test('runs, when somebody connected the app a moment ago', async () => {
    expect((await send()).error.code).toBe('needs_connection');
    await holdChanges();
    await connectAs(jane, 'pipedream', { app: 'gmail' });
    setTimeout(() => release(), HELD_MS);
    expect(await send()).toMatchObject({ success: true });
  });

  test('runs, when somebody connected a dead profile again a moment ago', async () => {
    const { profile_id } = await connectAs(jane, 'pipedream', { app: 'gmail' });
    await database.query(`update connections set status = 'needs_reconnect' where profile_id = $1`, [profile_id]);
    await expect.poll(async () => (await send(profile_id)).error?.code).toBe('needs_reconnect');
    await holdChanges();
    await connectAs(jane, 'pipedream', { profile_id });
    setTimeout(() => release(), HELD_MS);
    expect(await send(profile_id)).toMatchObject({ success: true });
  });

  test('is refused all the same within seconds, when it never hears', async () => {
    expect((await send()).error.code).toBe('needs_connection');
    await holdChanges();
    const startedAt = Date.now();
    expect((await send()).error.code).toBe('needs_connection');
    expect(Date.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('catching up', () => {
  async function countRounds(calls: () => Promise<unknown>): Promise<number> {
    let count = 0;
    const stop = onChange((change) => {
      if (change?.table === CATCH_UP) count += 1;
    });
    await calls();
    stop();
    return count;
  }

  test('costs a call that is not refused nothing', async () => {
    await connectAs(jane, 'pipedream', { app: 'gmail' });
    await send();
    expect(await countRounds(() => Promise.all([send(), send(), send()]))).toBe(0);
  });

  test('is shared by calls that are refused at the same time', async () => {
    await send();
    const calls = 40;
    const rounds = await countRounds(() => Promise.all(Array.from({ length: calls }, () => send())));
    expect(rounds).toBeGreaterThan(0);
    expect(rounds).toBeLessThan(calls / 2);
  });
});
