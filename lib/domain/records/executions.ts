import { type Execution, type ExecutionDetails, type ExecutionQuery, ExecutionStatus } from '@/lib/contracts/execution';
import { Json } from '@/lib/contracts/json';
import type { Page } from '@/lib/contracts/paging';
import { AppError, notFound } from '@/lib/errors';
import { asAccount, asWorkspace, type Db, runBare } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import { findAgentGrants } from '../gateway/agent-grants';
import { isAdmin, type Principal } from '../identity/principal';
import { toPage } from '../storage/paging';
import { type ExecutionRow, findExecution, findExecutions } from './find-executions';
import { type Named, withNames } from './name-calls';

/** Writes a group of calls and the opening of their credentials; both are JSON, in the columns' own names. */
export async function insertCalls(calls: string, events: string): Promise<void> {
  await runBare('select record_calls($1::jsonb, $2::jsonb)', [calls, events]);
}

/** Newest first. An admin may ask for everybody's; the key of an agent sees what that agent did and no more. */
export async function listExecutions(principal: Principal, query: ExecutionQuery): Promise<Page<Execution>> {
  const { agent, all, ...filters } = query;
  const named = agent && ((await findAgentGrants(principal, agent))?.id ?? NOBODY);
  const own = principal.agentId ?? named;
  const agentId = named === undefined || named === own ? own : NOBODY;
  const accountId = all ? null : (principal.accountId ?? NOBODY);
  const rows = await reach(principal, all, async (tx) =>
    withNames(tx, await findExecutions(tx, { ...filters, accountId, agentId })),
  );
  return toPage(rows.map(present), query.limit, ({ executed_at, id }) => ({ at: executed_at, id }));
}

export async function getExecution(principal: Principal, id: string): Promise<ExecutionDetails> {
  const [row] = await reach(principal, isAdmin(principal), async (tx) => {
    const found = await findExecution(tx, id);
    return withNames(tx, found ? [found] : []);
  });
  const isInReach = principal.agentId === null || row?.agent_id === principal.agentId;
  if (!row || !isInReach) throw notFound('execution');
  const { parameters, response, ...rest } = row;
  return { ...present(rest), parameters: Json.parse(parameters), response: Json.parse(response) };
}

/** Somebody unknown has no calls; nobody but an admin sees those of others. */
async function reach<Result>(
  principal: Principal,
  all: boolean,
  work: (tx: Db) => Promise<Result>,
): Promise<Result | never> {
  if (all && !isAdmin(principal)) throw new AppError('forbidden', say('access.adminOnly'));
  if (all) return asWorkspace(principal.workspaceId, work);
  return asAccount(principal.accountId ?? NOBODY, work);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function present({ executed_at, status, ...row }: Named<ExecutionRow>): Execution {
  return { ...row, executed_at: executed_at.toISOString(), status: ExecutionStatus.parse(status) };
}
