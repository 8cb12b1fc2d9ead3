import { beforeEach, expect, test } from 'vitest';
import { GET as accounts } from '@/app/api/admin/accounts/route';
import { GET } from '@/app/api/audit/route';
import { recordAudit } from '@/lib/domain/identity/audit';
import { ask } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await makeWorkspace();
});

const actor = (id: string) => ({ kind: 'user' as const, id, name: 'ada@example.com' });
const record = (action: string, id = 'ada') => recordAudit({ workspaceId: workspace.id, actor: actor(id), action });
const page = async (query: string) => (await ask(GET, { as: workspace.admin, path: `/api/audit?${query}` })).json();

test('pages through every event once, newest first, also when many happened at the same moment', async () => {
  for (let n = 0; n < 7; n += 1) await record(`test.${n}`);
  await database.query(`update audit_events set at = '2026-01-01T00:00:00Z' where workspace_id = $1`, [workspace.id]);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { events, next_cursor } = await page(`limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...events.map(({ action }: { action: string }) => action));
    cursor = next_cursor;
  } while (cursor);
  expect(seen.sort()).toEqual(Array.from({ length: 7 }, (_, n) => `test.${n}`));
});

test('is filtered by action, by who acted and by time', async () => {
  await record('key.create', 'ada');
  await record('key.create', 'bob');
  await record('key.revoke', 'ada');
  expect((await page('action=key.create')).events).toHaveLength(2);
  expect((await page('actor_id=ada')).events).toHaveLength(2);
  expect((await page('action=key.create&actor_id=bob')).events).toHaveLength(1);
  expect((await page('since=2100-01-01T00:00:00Z')).events).toEqual([]);
  expect((await page('until=2100-01-01T00:00:00%2B02:00')).events).toHaveLength(3);
});

test('holds nothing of another workspace', async () => {
  await record('key.create');
  workspace = await makeWorkspace();
  expect((await page('limit=50')).events).toEqual([]);
});

test('a cursor that is not ours is refused as a field, not answered with a failure', async () => {
  const response = await ask(GET, { as: workspace.admin, path: '/api/audit?cursor=bm90IG9uZQ' });
  expect(response.status).toBe(422);
  expect(Object.keys((await response.json()).error.fields)).toEqual(['cursor']);
});

test('accounts are listed for admins with their people and their number of profiles, and searched', async () => {
  await database.query(`insert into accounts (workspace_id, external_id) values ($1, 'customer-42')`, [workspace.id]);
  const list = async (query: string) =>
    (await ask(accounts, { as: workspace.admin, path: `/api/admin/accounts?${query}` })).json();
  expect((await list('')).accounts).toHaveLength(4);
  expect((await list('q=CUSTOMER')).accounts).toEqual([
    { id: expect.any(String), external_id: 'customer-42', user: null, profiles: 0, created_at: expect.any(String) },
  ]);
  const { accounts: found } = await list(`q=${workspace.member.email}`);
  expect(found[0]).toMatchObject({ id: workspace.member.accountId, user: { email: workspace.member.email } });
  const first = await list('limit=3');
  expect((await list(`limit=3&cursor=${first.next_cursor}`)).accounts).toHaveLength(1);
});
