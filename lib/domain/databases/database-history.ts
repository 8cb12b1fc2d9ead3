import type { DatabaseHistoryEntry } from '@/lib/contracts/database-history';
import { ExecutionStatus } from '@/lib/contracts/execution';
import { Json } from '@/lib/contracts/json';
import type { Page, PageQuery } from '@/lib/contracts/paging';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount } from '@/lib/platform/db';
import { fromToolName, toToolName } from '@/lib/providers/database/tool-names';
import type { Principal } from '../identity/principal';
import { readCursor, toPage } from '../storage/paging';
import { getDatabaseProfile } from './databases';

const shape = {
  ...{ id: true, executedAt: true, toolName: true, parameters: true, status: true, error: true, durationMs: true },
} satisfies Prisma.ToolExecutionSelect;

/**
 * What was asked of a database, newest first, whoever asked; the key of an agent sees what that agent asked. Looking at
 * its schema is not among it.
 */
export async function listDatabaseHistory(
  principal: Principal,
  databaseId: string,
  { limit, cursor }: PageQuery,
): Promise<Page<DatabaseHistoryEntry>> {
  const { id: profileId, accountId } = await getDatabaseProfile(principal, databaseId);
  const from = cursor ? readCursor(cursor) : null;
  const older = from && {
    OR: [{ executedAt: { lt: from.at } }, { executedAt: from.at, id: { lt: from.id } }],
  };
  const rows = await asAccount(accountId, (tx) =>
    tx.toolExecution.findMany({
      where: {
        accountId,
        profileId,
        toolName: { not: toToolName('schema', profileId) },
        ...(principal.agentId && { agentId: principal.agentId }),
        ...older,
      },
      select: shape,
      orderBy: [{ executedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    }),
  );
  return toPage(rows.map(present), limit, ({ executed_at, execution_id }) => ({ at: executed_at, id: execution_id }));
}

function present(row: Prisma.ToolExecutionGetPayload<{ select: typeof shape }>): DatabaseHistoryEntry {
  return {
    execution_id: row.id,
    executed_at: row.executedAt.toISOString(),
    tool: fromToolName(row.toolName) ?? row.toolName,
    input: Json.parse(row.parameters),
    status: ExecutionStatus.parse(row.status),
    error: row.error,
    duration_ms: row.durationMs,
  };
}
