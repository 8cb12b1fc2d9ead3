import { ExecutionList, ExecutionQuery } from '@/lib/contracts/execution';
import { listExecutions } from '@/lib/domain/records/executions';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'optional' },
    audit: null,
    query: ExecutionQuery,
    output: ExecutionList,
    tag: 'Evidence',
    summary: 'Tool calls, newest first',
  },
  async ({ principal, query }) => {
    const { items, nextCursor } = await listExecutions(principal, query);
    return { executions: items, next_cursor: nextCursor };
  },
);
