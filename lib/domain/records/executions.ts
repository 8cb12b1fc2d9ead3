import * as z from 'zod';
import {
  type Execution,
  type ExecutionDetails,
  type ExecutionFilters,
  type ExecutionQuery,
  ExecutionStatus,
} from '@/lib/contracts/execution';
import { Json } from '@/lib/contracts/json';
import type { Page } from '@/lib/contracts/paging';
import { AppError } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, asWorkspace, type Db, runBare } from '@/lib/platform/db';
import { findAgentGrants } from '../gateway/agent-grants';
import { isAdmin, type Principal } from '../identity/principal';
import { readCursor, toPage } from '../storage/paging';

const shape = {
  id: true,
  executedAt: true,
  accountId: true,
  profileId: true,
  agentId: true,
  keyId: true,
  provider: true,
  appSlug: true,
  toolName: true,
  status: true,
  errorCode: true,
  error: true,
  attempts: true,
  durationMs: true,
  requestId: true,
} satisfies Prisma.ToolExecutionSelect;

/** Writes a group of calls and the opening of their credentials; both are JSON, in the columns' own names. */
export async function insertCalls(calls: string, events: string): Promise<void> {
  await runBare('select record_calls($1::jsonb, $2::jsonb)', [calls, events]);
}

/** Newest first. An admin may ask for everybody's. */
export async function listExecutions(principal: Principal, query: ExecutionQuery): Promise<Page<Execution>> {
  const where = { AND: [await matching(principal, query), olderThan(query.cursor)] };
  const orderBy = [{ executedAt: 'desc' }, { id: 'desc' }] satisfies Prisma.ToolExecutionOrderByWithRelationInput[];
  const rows = await reach(principal, query.all, (tx) =>
    tx.toolExecution.findMany({ where, select: shape, orderBy, take: query.limit + 1 }),
  );
  return toPage(rows.map(present), query.limit, ({ executed_at, id }) => ({ at: executed_at, id }));
}

export async function getExecution(principal: Principal, id: string): Promise<ExecutionDetails> {
  const row = await reach(principal, isAdmin(principal), (tx) =>
    tx.toolExecution.findFirst({ where: { id }, select: { ...shape, parameters: true, response: true } }),
  );
  if (!row) throw new AppError('not_found', 'There is no such execution.');
  const { parameters, response, ...rest } = row;
  return { ...present(rest), parameters: Json.parse(parameters), response: Json.parse(response) };
}

/** Somebody unknown has no calls; nobody but an admin sees those of others. */
async function reach<Result>(
  principal: Principal,
  all: boolean,
  work: (tx: Db) => Promise<Result>,
): Promise<Result | never> {
  if (all && !isAdmin(principal)) throw new AppError('forbidden', 'Only an admin can do this.');
  if (all) return asWorkspace(principal.workspaceId, work);
  return asAccount(principal.accountId ?? NOBODY, work);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

async function matching(principal: Principal, filters: ExecutionFilters): Promise<Prisma.ToolExecutionWhereInput> {
  const { app, profile_id, agent, status, q, since, until, all } = filters;
  const agentId = agent && ((await findAgentGrants(principal, agent))?.id ?? NOBODY);
  return {
    ...(!all && { accountId: principal.accountId ?? NOBODY }),
    ...(app && { appSlug: app }),
    ...(profile_id && { profileId: profile_id }),
    ...(agentId && { agentId }),
    ...(status && { status }),
    ...(q && { OR: naming(q) }),
    executedAt: { ...(since && { gte: since }), ...(until && { lt: until }) },
  };
}

/** What a person may have in front of them: a tool's name, words of an error, an id from a log. */
function naming(q: string): Prisma.ToolExecutionWhereInput[] {
  const contains = { contains: q, mode: 'insensitive' as const };
  const isId = z.uuid().safeParse(q).success;
  return [{ toolName: contains }, { error: contains }, { requestId: q }, ...(isId ? [{ id: q }] : [])];
}

function olderThan(cursor: string | undefined): Prisma.ToolExecutionWhereInput {
  if (!cursor) return {};
  const { at: executedAt, id } = readCursor(cursor);
  return { OR: [{ executedAt: { lt: executedAt } }, { executedAt, id: { lt: id } }] };
}

function present(row: Prisma.ToolExecutionGetPayload<{ select: typeof shape }>): Execution {
  return {
    id: row.id,
    executed_at: row.executedAt.toISOString(),
    account_id: row.accountId,
    profile_id: row.profileId,
    agent_id: row.agentId,
    key_id: row.keyId,
    provider: row.provider,
    app_slug: row.appSlug,
    tool_name: row.toolName,
    status: ExecutionStatus.parse(row.status),
    error_code: row.errorCode,
    error: row.error,
    attempts: row.attempts,
    duration_ms: row.durationMs,
    request_id: row.requestId,
  };
}
