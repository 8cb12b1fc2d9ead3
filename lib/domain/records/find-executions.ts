import * as z from 'zod';
import type { ExecutionQuery } from '@/lib/contracts/execution';
import { Prisma } from '@/lib/generated/prisma/client';
import { asSystem, type Db } from '@/lib/platform/db';
import { containing, containingName } from '../storage/like';
import { readCursor } from '../storage/paging';

/** Above these the words are so common that the newest calls hold enough of them. */
const MAX_NAMES = 1_000;
const MAX_ACCOUNTS = 500;

const COLUMNS = Prisma.raw(
  `id, executed_at, account_id, profile_id, agent_id, key_id, provider, app_slug, tool_name, status, error_code, error,
   attempts, duration_ms, request_id`,
);

export type ExecutionRow = {
  id: string;
  executed_at: Date;
  account_id: string;
  profile_id: string | null;
  agent_id: string | null;
  key_id: string | null;
  provider: string;
  app_slug: string;
  tool_name: string;
  status: string;
  error_code: string | null;
  error: string | null;
  attempts: number;
  duration_ms: number;
  request_id: string | null;
};

export type ExecutionWithPayloads = ExecutionRow & { parameters: unknown; response: unknown };

export type Filters = Omit<ExecutionQuery, 'agent' | 'all'> & {
  accountId: string | null;
  agentId: string | undefined;
};

/** The newest calls that fit, one more than the limit so that a page knows whether there is another. */
export async function findExecutions(tx: Db, filters: Filters): Promise<ExecutionRow[]> {
  const newest = Prisma.sql`order by executed_at desc, id desc limit ${filters.limit + 1}`;
  const fits = fitting(filters);
  if (!filters.q) {
    return tx.$queryRaw<ExecutionRow[]>`select ${COLUMNS} from tool_executions where ${fits} ${newest}`;
  }
  // Each question alone is answered from an index; joined by OR they would read every record there is.
  const calls = Prisma.sql`select ${COLUMNS} from tool_executions where ${fits}`;
  const questions = [
    Prisma.sql`select ${COLUMNS} from calls_with_errors where ${fits} and error ilike ${containing(filters.q)}`,
    Prisma.sql`${calls} and ${hasId(filters.q)}`,
  ];
  const isNamed = await callingToolsNamed(tx, filters.q, filters.accountId);
  if (isNamed) questions.push(Prisma.sql`${calls} and ${isNamed}`);
  const pages = questions.map((question) => Prisma.sql`(${question} ${newest})`);
  return tx.$queryRaw<ExecutionRow[]>`${Prisma.join(pages, ' union ')} ${newest}`;
}

/** How many calls each of these accounts made since then; those that made none are left out. */
export async function countCallsSince(accountIds: readonly string[], since: Date): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await asSystem(
    (tx) => tx.$queryRaw<{ account_id: string; calls: number }[]>`
      select account_id::text, count(*)::int as calls from tool_executions
      where account_id = any(${accountIds}::uuid[]) and executed_at >= ${since} group by account_id`,
  );
  return new Map(rows.map(({ account_id, calls }) => [account_id, calls]));
}

/** One call by its id, with what went in and came out. */
export async function findExecution(tx: Db, id: string): Promise<ExecutionWithPayloads | null> {
  const rows = await tx.$queryRaw<ExecutionWithPayloads[]>`
    select ${COLUMNS}, parameters, response from tool_executions where id = ${id}::uuid`;
  return rows[0] ?? null;
}

function fitting(filters: Filters): Prisma.Sql {
  const { accountId, app, profile_id, agentId, status, since, until, cursor } = filters;
  const conditions = [
    Prisma.sql`true`,
    ...(accountId ? [Prisma.sql`account_id = ${accountId}::uuid`] : []),
    ...(app ? [Prisma.sql`app_slug = ${app}`] : []),
    ...(profile_id ? [Prisma.sql`profile_id = ${profile_id}::uuid`] : []),
    ...(agentId ? [Prisma.sql`agent_id = ${agentId}::uuid`] : []),
    ...(status ? [Prisma.sql`status = ${status}`] : []),
    ...(since ? [Prisma.sql`executed_at >= ${since}::timestamptz`] : []),
    ...(until ? [Prisma.sql`executed_at < ${until}::timestamptz`] : []),
    ...(cursor ? [olderThan(cursor)] : []),
  ];
  return Prisma.join(conditions, ' and ');
}

/** The first condition is what an index understands. */
function olderThan(cursor: string): Prisma.Sql {
  const { at, id } = readCursor(cursor);
  return Prisma.sql`executed_at <= ${at}::timestamptz and (executed_at, id) < (${at}::timestamptz, ${id}::uuid)`;
}

/** An execution's id, or the request id that stands in a log. */
function hasId(q: string): Prisma.Sql {
  return z.uuid().safeParse(q).success
    ? Prisma.sql`(request_id = ${q} or id = ${q}::uuid)`
    : Prisma.sql`request_id = ${q}`;
}

/** Null when nobody in reach ever called a tool with this in its name. */
async function callingToolsNamed(tx: Db, q: string, accountId: string | null): Promise<Prisma.Sql | null> {
  const pattern = containingName(q);
  const called = Prisma.sql`from called_tools
    where tool_name ilike ${pattern} ${accountId ? Prisma.sql`and account_id = ${accountId}::uuid` : Prisma.empty}`;
  const names = await tx.$queryRaw<{ tool_name: string }[]>`select distinct tool_name ${called} limit ${MAX_NAMES + 1}`;
  if (names.length === 0) return null;
  if (names.length > MAX_NAMES) return Prisma.sql`tool_name ilike ${pattern}`;
  const isNamed = Prisma.sql`tool_name in (${Prisma.join(names.map(({ tool_name }) => tool_name))})`;
  if (accountId) return isNamed;
  const accounts = await tx.$queryRaw<{ account_id: string }[]>`
    select distinct account_id::text ${called} limit ${MAX_ACCOUNTS + 1}`;
  if (accounts.length > MAX_ACCOUNTS) return isNamed;
  const ids = accounts.map(({ account_id }) => Prisma.sql`${account_id}::uuid`);
  return Prisma.sql`account_id in (${Prisma.join(ids)}) and ${isNamed}`;
}
