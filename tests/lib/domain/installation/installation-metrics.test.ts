import { beforeAll, beforeEach, expect, test } from 'vitest';
import { getMetrics } from '@/lib/domain/installation/metrics';
import { db } from '@/lib/platform/db';
import { take } from '@/lib/platform/limits';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';
import { makeWorkspace } from '@/tests/support/people';

const database = useDatabase();

beforeAll(() => {
  process.env.SANDBOX_URL = 'http://127.0.0.1:1';
  forget('env');
});
beforeEach(() => forget('installation-metrics'));

/** The samples of one metric, as they are written. */
async function samples(name: string): Promise<string[]> {
  const { text } = await getMetrics(null);
  return text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

async function connect(accountId: string, name: string, status: string, unreachableSince: string | null = null) {
  const [profile] = await database.query<{ id: string }>(
    `insert into profiles (account_id, provider, app_slug, app_name, profile_name, display_name, mcp_qualified_name,
       external_user_id, updated_at)
     values ($1, 'composio', 'gmail', 'Gmail', $2, $2, 'composio:gmail:x', 'u', now()) returning id`,
    [accountId, name],
  );
  await database.query(
    `insert into connections (profile_id, account_id, provider, app_slug, external_user_id, status, unreachable_since,
       updated_at)
     values ($1, $2, 'composio', 'gmail', 'u', $3, $4, now())`,
    [profile?.id, accountId, status, unreachableSince],
  );
}

test('connections of every account are counted by status, and those that nobody answers for', async () => {
  const one = await makeWorkspace();
  const other = await makeWorkspace();
  await connect(one.member.accountId, 'first', 'connected');
  await connect(one.member.accountId, 'second', 'connected', '2027-01-01T00:00:00Z');
  await connect(other.member.accountId, 'third', 'needs_reconnect');
  expect((await samples('patchbay_connections')).sort()).toEqual([
    'patchbay_connections{provider="composio",status="connected"} 2',
    'patchbay_connections{provider="composio",status="needs_reconnect"} 1',
  ]);
  expect(await samples('patchbay_connections_unreachable')).toEqual([
    'patchbay_connections_unreachable{provider="composio"} 1',
  ]);
  expect(await samples('patchbay_database_up')).toEqual(['patchbay_database_up 1']);
});

test('the last whole reading of a catalogue is told, and one that never came to its end is 0', async () => {
  await database.query(
    `insert into catalogue_syncs (provider, started_at, complete_at, updated_at)
     values ('pipedream', now(), '2027-01-01T00:00:00Z', now()), ('composio', now(), null, now())`,
  );
  expect((await samples('patchbay_catalogue_synced_timestamp_seconds')).sort()).toEqual([
    'patchbay_catalogue_synced_timestamp_seconds{provider="composio"} 0',
    'patchbay_catalogue_synced_timestamp_seconds{provider="pipedream"} 1798761600',
  ]);
});

test('a catalogue that nobody reads any more is not told, so that no alert calls it old', async () => {
  await database.query('delete from catalogue_syncs');
  process.env.PIPEDREAM_ENABLED = 'false';
  forget('env');
  await database.query(
    `insert into catalogue_syncs (provider, started_at, complete_at, updated_at)
     values ('pipedream', now(), '2027-01-01T00:00:00Z', now()), ('composio', now(), '2027-01-01T00:00:00Z', now())`,
  );
  expect(await samples('patchbay_catalogue_synced_timestamp_seconds')).toEqual([
    'patchbay_catalogue_synced_timestamp_seconds{provider="composio"} 1798761600',
  ]);
  delete process.env.PIPEDREAM_ENABLED;
  forget('env');
});

test('many scrapes ask the database once', async () => {
  const before = await samples('patchbay_connections');
  const { member } = await makeWorkspace();
  await connect(member.accountId, 'first', 'connected');
  expect(await samples('patchbay_connections')).toEqual(before);
  forget('installation-metrics');
  expect(await samples('patchbay_connections')).not.toEqual(before);
});

test('while the database does not answer, a scrape says so and has the rest', async () => {
  await db().$disconnect();
  const { DATABASE_APP_URL } = process.env;
  process.env.DATABASE_APP_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
  forget('env');
  forget('db');
  try {
    expect(await samples('patchbay_database_up')).toEqual(['patchbay_database_up 0']);
    expect(await samples('patchbay_connections')).toEqual([]);
    expect(await samples('patchbay_build_info')).toHaveLength(1);
  } finally {
    process.env.DATABASE_APP_URL = DATABASE_APP_URL;
    forget('env');
    forget('db');
  }
});

test('a request that a limit refuses is counted by that limit, and one that it lets through is not', async () => {
  const limit = { name: 'of-this-test', points: 1, windowS: 60 };
  await take(limit, 'somebody');
  expect(await samples('patchbay_rate_limited_total')).toEqual([]);
  await expect(take(limit, 'somebody')).rejects.toThrow('Too many requests');
  expect(await samples('patchbay_rate_limited_total')).toEqual(['patchbay_rate_limited_total{limit="of-this-test"} 1']);
});

test('connections to the product’s own database are told by pool', async () => {
  await db().account.count();
  const found = await samples('patchbay_database_connections');
  const of = (state: string) =>
    Number(
      found
        .find((line) => line.includes(`pool="queries",state="${state}"`))
        ?.split(' ')
        .at(-1),
    );
  expect(of('idle') + of('busy')).toBeGreaterThan(0);
  expect(await samples('patchbay_database_connections_max')).toContainEqual(
    expect.stringMatching(/\{process="server",pool="queries"\} \d+$/),
  );
});
