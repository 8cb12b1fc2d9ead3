import { ExecutionFilters } from '@/lib/contracts/execution';
import { exportExecutions } from '@/lib/domain/records/export-executions';
import { raw, route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'optional' },
    audit: null,
    query: ExecutionFilters,
    output: raw('text/csv'),
    tags: ['Evidence'],
    summary: 'Tool calls as CSV',
  },
  async ({ principal, query }) =>
    new Response(await exportExecutions(principal, query), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="executions.csv"',
      },
    }),
);
