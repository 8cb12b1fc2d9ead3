import { beforeAll, expect, test } from 'vitest';
import { AccountQuery } from '@/lib/contracts/account';
import { ExecutionQuery } from '@/lib/contracts/execution';
import { AdminProfileQuery } from '@/lib/contracts/profile-list';
import { listAccounts } from '@/lib/domain/identity/accounts';
import { listAuditEvents } from '@/lib/domain/identity/audit';
import type { Principal } from '@/lib/domain/identity/principal';
import { getOverview } from '@/lib/domain/installation/overview';
import { listWorkspaceProfiles } from '@/lib/domain/profiles/profiles';
import { listExecutions } from '@/lib/domain/records/executions';
import { db } from '@/lib/platform/db';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';
import { growInstallation } from '@/tests/support/grown-installation';
import { makeWorkspace } from '@/tests/support/people';

const database = useDatabase();
const SIZE = { accounts: 500, profiles: 2_000, executions: 100_000 };
/** What a page and its neighbours may cost, in rows; whoever reads a whole table is far above it. */
const MAX_ROWS = 20_000;

let admin: Principal;
let busiest: Principal;

beforeAll(async () => {
  const workspace = await makeWorkspace('Grown');
  admin = workspace.owner.principal;
  const { busiestAccountId } = await growInstallation(database.query, workspace.id, SIZE);
  busiest = { ...workspace.member.principal, accountId: busiestAccountId };
}, 120_000);

const executions = (principal: () => Principal, query: Record<string, unknown>) => () =>
  listExecutions(principal(), ExecutionQuery.parse(query));
const everybodys = (query: Record<string, unknown>) => executions(() => admin, { all: 'true', ...query });
const deep = async (all: boolean) => {
  const [row] = await database.query<{ id: string; at: Date }>(
    'select id, executed_at as at from tool_executions order by executed_at offset 200 limit 1',
  );
  const position = JSON.stringify({ at: row?.at.toISOString(), id: row?.id });
  const cursor = Buffer.from(position).toString('base64url');
  return all ? everybodys({ cursor })() : executions(() => busiest, { cursor })();
};

test.each<[string, () => Promise<unknown>]>([
  ['the calls of everybody', everybodys({})],
  ['a page of long ago', () => deep(true)],
  ['a page of long ago of one account', () => deep(false)],
  ['words that are in no call', everybodys({ q: 'zzzz' })],
  ['words of one failure', everybodys({ q: 'The channel C99980 ' })],
  ['words of every failure', everybodys({ q: 'does not exist' })],
  ['a part of a tool’s name', everybodys({ q: 'app-7-do-thing' })],
  ['a part of every tool’s name', everybodys({ q: 'do-thing' })],
  ['a request id', everybodys({ q: '00000000-1111-4111-8111-000000000000' })],
  ['words that are in no call of the busiest account', executions(() => busiest, { q: 'zzzz' })],
  ['the overview of the busiest account', () => getOverview(busiest)],
  ['accounts', () => listAccounts(admin, AccountQuery.parse({}))],
  ['accounts by name', () => listAccounts(admin, AccountQuery.parse({ q: 'user-49' }))],
  ['profiles of everybody', () => listWorkspaceProfiles(admin, AdminProfileQuery.parse({}))],
  ['the audit trail', () => listAuditEvents(admin, { limit: 50 })],
])('%s: read from an index, not from everything there is', async (_what, ask) => {
  const before = await rowsRead();
  await ask();
  expect((await rowsRead()) - before).toBeLessThan(MAX_ROWS);
});

/** PostgreSQL may count what a connection read as late as when it ends, so the product's are closed before. */
async function rowsRead(): Promise<number> {
  await closeConnections();
  await database.query('select pg_stat_force_next_flush()');
  const [row] = await database.query<{ count: string }>(
    'select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::text as count from pg_stat_user_tables',
  );
  return Number(row?.count);
}

async function closeConnections(): Promise<void> {
  await db().$disconnect();
  forget('db');
  const open = 'select pid from pg_stat_activity where datname = current_database() and usename <> current_user';
  await expect.poll(() => database.query(open), { interval: 5, timeout: 10_000 }).toEqual([]);
}
