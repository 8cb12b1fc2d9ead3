import { beforeEach, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { getOverview } from '@/lib/domain/installation/overview';
import { useDatabase } from '@/tests/support/database';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await makeWorkspace();
});

const connect = async (accountId: string, name: string, status: string) => {
  const [profile] = await database.query<{ id: string }>(
    `insert into profiles (account_id, provider, app_slug, app_name, profile_name, display_name, mcp_qualified_name,
       external_user_id, updated_at)
     values ($1, 'composio', 'gmail', 'Gmail', $2, $2, 'composio:gmail:x', 'u', now()) returning id`,
    [accountId, name],
  );
  await database.query(
    `insert into connections (profile_id, account_id, provider, app_slug, external_user_id, status, updated_at)
     values ($1, $2, 'composio', 'gmail', 'u', $3, now())`,
    [profile?.id, accountId, status],
  );
};

const call = (accountId: string, status: string, ago: string) =>
  database.query(
    `insert into tool_executions (account_id, provider, app_slug, tool_name, status, duration_ms, executed_at)
     values ($1, 'composio', 'gmail', 'send', $2, 5, now() - $3::interval)`,
    [accountId, status, ago],
  );

test('an empty account has nothing, every hour of the day is there, and the next step is to connect an app', async () => {
  const overview = await getOverview(workspace.member.principal);
  expect(overview.profiles).toEqual({ total: 0, connected: 0, attention: 0 });
  expect(overview.calls.series).toHaveLength(24);
  expect(overview).toMatchObject({ attention: [], next_step: 'connect_app', calls: { total: 0, failed: 0 } });
});

test('what needs attention is named, and another account’s is not', async () => {
  const { member, admin } = workspace;
  await connect(member.accountId, 'Work', 'connected');
  await connect(member.accountId, 'Old', 'needs_reconnect');
  await connect(admin.accountId, 'Theirs', 'error');
  const overview = await getOverview(member.principal);
  expect(overview.profiles).toEqual({ total: 2, connected: 1, attention: 1 });
  expect(overview.attention).toEqual([
    expect.objectContaining({ name: 'Old', app_slug: 'gmail', provider: 'composio', status: 'needs_reconnect' }),
  ]);
});

test('counts the calls of the last day by hour; what did not succeed failed', async () => {
  const { accountId, principal } = workspace.member;
  await call(accountId, 'succeeded', '0 s');
  await call(accountId, 'failed', '0 s');
  await call(accountId, 'refused', '0 s');
  await call(accountId, 'succeeded', '3 hours');
  await call(accountId, 'succeeded', '25 hours');
  const { calls } = await getOverview(principal);
  expect(calls).toMatchObject({ total: 4, failed: 2 });
  expect(calls.series.at(-1)).toMatchObject({ succeeded: 1, failed: 2 });
  expect(calls.series.at(-4)).toMatchObject({ succeeded: 1, failed: 0 });
});

test('the next step follows what was done: connect, make a key, call a tool, nothing', async () => {
  const { owner, member } = workspace;
  await connect(owner.accountId, 'Work', 'connected');
  await connect(member.accountId, 'Work', 'connected');
  expect((await getOverview(owner.principal)).next_step).toBe('create_key');
  expect((await getOverview(member.principal)).next_step).toBe('call_tool');
  await createKey(owner.principal, { name: 'x', scopes: ['tools:read'] });
  expect((await getOverview(owner.principal)).next_step).toBe('call_tool');
  await call(owner.accountId, 'succeeded', '2 days');
  expect((await getOverview(owner.principal)).next_step).toBeNull();
});

test('a user the workspace has never seen has an empty overview, not an error', async () => {
  const unknown = { ...workspace.member.principal, accountId: null };
  expect(await getOverview(unknown)).toMatchObject({ profiles: { total: 0 }, calls: { total: 0 } });
});
