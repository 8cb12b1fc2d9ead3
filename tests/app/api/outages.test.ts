import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { GET as live } from '@/app/api/connections/live/route';
import { GET as listConnections } from '@/app/api/connections/route';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { PATCH as change, GET as readDatabase } from '@/app/api/databases/[db_id]/route';
import { POST as connect } from '@/app/api/databases/connect/route';
import { GET as overview } from '@/app/api/overview/route';
import { POST as check } from '@/app/api/profiles/[profile_id]/refresh/route';
import { GET as readProfile } from '@/app/api/profiles/[profile_id]/route';
import { GET as listProfiles } from '@/app/api/profiles/route';
import { shareBreakers } from '@/lib/calls/share-breakers';
import { probeConnections, probeProfile } from '@/lib/domain/connections/probe-connections';
import { onChange } from '@/lib/platform/notify';
import { ask, type Question } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import { useOwnPostgres } from '@/tests/support/own-postgres';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';

const database = useDatabase();
const own = useOwnPostgres();

const REFUSED = 'The host answers, but nothing listens on this port.';
const OUTAGE = { reason: 'connection_refused', service: null, since: expect.any(String) };
/** The server is the test's own, and so is its superuser. */
const accepted = { accept_dangerous_role: true };

let jane: TestPerson;
let db_id: string;
let profile_id: string;

beforeEach(async () => {
  await own.start();
  ({ member: jane } = await makeWorkspace());
  ({ db_id } = (await answer(connect, { body: { ...own.settings(), name: 'Shop', ...accepted } })).body);
  ({ profile_id } = (await answer(readDatabase, { params: { db_id } })).body);
}, 60_000);

async function answer(handler: unknown, question: Question) {
  const response = await ask(handler, { as: jane, ...question });
  return { status: response.status, body: await response.json() };
}

const profile = async () => (await answer(readProfile, { params: { profile_id } })).body;
const checkNow = () => answer(check, { method: 'POST', params: { profile_id } });
const select = () => answer(query, { params: { db_id }, body: { input: { query: 'select 1 as one' } } });
const outage = async () => (await profile()).unreachable;

/** How often this connection's change was announced since. */
function announcements(): () => number {
  let count = 0;
  const stop = onChange((change) => {
    if (change?.table === 'connections' && change.profile_id === profile_id) count += 1;
  });
  onTestFinished(() => void stop());
  return () => count;
}

describe('a database that is stopped', () => {
  test('is told by a check, and stays connected, because its grant is as good as before', async () => {
    await own.stop();
    const { status, body } = await checkNow();
    expect([status, body.error.code, body.error.message]).toEqual([503, 'provider_unavailable', REFUSED]);
    expect(await profile()).toMatchObject({ status: 'connected', is_connected: true, unreachable: OUTAGE });
  });

  test('is so wherever connections are listed, and is counted among those that need attention', async () => {
    await own.stop();
    await checkNow();
    expect((await answer(listProfiles, {})).body.profiles[0].unreachable).toEqual(OUTAGE);
    expect((await answer(listConnections, {})).body.connections[0].unreachable).toEqual(OUTAGE);
    expect((await answer(readDatabase, { params: { db_id } })).body.unreachable).toEqual(OUTAGE);
    expect((await answer(overview, {})).body).toMatchObject({
      profiles: { total: 1, connected: 0, attention: 1 },
      attention: [{ profile_id, status: 'connected', unreachable: OUTAGE }],
    });
  });

  test('is kept as a code, never as a sentence in one language', async () => {
    await own.stop();
    await checkNow();
    const [row] = await database.query('select unreachable_reason from connections where profile_id = $1', [
      profile_id,
    ]);
    expect(row).toEqual({ unreachable_reason: { reason: 'connection_refused', service: null } });
  });

  test('is told to a call within a second or so, with the exact reason, and the call is remembered', async () => {
    await select(); // over a connection that is then open
    await own.stop();
    await select(); // finds that it was cut
    const startedAt = Date.now();
    const { status, body } = await select();
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    expect([status, body.error.message]).toEqual([503, REFUSED]);
    await expect.poll(outage).toEqual(OUTAGE);
  });

  test('is told as exactly by the breaker, once so many calls have failed that it holds the others back', async () => {
    await own.stop();
    const answers = await Promise.all(Array.from({ length: 12 }, select));
    answers.push(await select());
    for (const { body } of answers) expect(body.error.message).toBe(REFUSED);
    expect(answers.at(-1)?.body.error.retry_after_s).toEqual(expect.any(Number));
  });

  test('is announced once, however many calls and checks fail', async () => {
    const heard = announcements();
    await own.stop();
    await Promise.all(Array.from({ length: 8 }, select));
    await checkNow();
    await select();
    await expect.poll(outage).toEqual(OUTAGE);
    expect(heard()).toBe(1);
  });

  test('is found by the probe, which then asks others first', async () => {
    await own.stop();
    await probeProfile(jane.accountId, profile_id);
    expect(await outage()).toEqual(OUTAGE);
    expect(await probeConnections()).toBe(0);
    await database.query(
      `update connections set failed_check_at = now() - interval '1 minute', last_synced_at = now() - interval '2 minutes' where profile_id = $1`,
      [profile_id],
    );
    expect(await probeConnections()).toBe(1);
  });
});

describe('a database that is back', () => {
  beforeEach(async () => {
    await own.stop();
    await checkNow();
    expect(await outage()).toEqual(OUTAGE);
    await own.start();
  }, 60_000);

  test.each([
    ['a check', checkNow],
    ['a call', select],
    ['the probe', () => probeProfile(jane.accountId, profile_id)],
    [
      'an edit',
      () =>
        answer(change, {
          method: 'PATCH',
          params: { db_id },
          body: { password: own.settings().password, host: 'localhost', ...accepted },
        }),
    ],
  ])('is no longer unreachable after %s', async (_who, asks) => {
    await asks();
    await expect.poll(outage).toBeNull();
    expect(await profile()).toMatchObject({ status: 'connected', is_connected: true });
  });

  test('is called at once after a check, though calls were being held back', async () => {
    shareBreakers();
    await own.stop();
    await Promise.all(Array.from({ length: 12 }, select));
    expect((await select()).body.error.retry_after_s).toEqual(expect.any(Number));
    await own.start();
    await checkNow();
    await expect.poll(async () => (await select()).status, { timeout: 2_000 }).toBe(200);
  }, 60_000);
});

describe('an open page', () => {
  async function listen(as: TestPerson) {
    const response = await ask(live, { as, path: '/api/connections/live' });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    void (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
    })();
    return { news: () => text.match(/event: changed/g)?.length ?? 0, stop: () => reader?.cancel() };
  }

  test('hears of an outage and of its end, and nobody else does', async () => {
    const other = await listen((await makeWorkspace()).member);
    const page = await listen(jane);
    const soFar = page.news();
    await own.stop();
    await checkNow();
    await expect.poll(page.news).toBe(soFar + 1);
    await own.start();
    await checkNow();
    await expect.poll(page.news).toBe(soFar + 2);
    expect(other.news()).toBe(0);
    await Promise.all([page.stop(), other.stop()]);
  }, 60_000);
});

test('a check that finds everything as it was tells nobody', async () => {
  const heard = announcements();
  await checkNow();
  await checkNow();
  await own.stop();
  await checkNow();
  await expect.poll(heard).toBe(1);
});
