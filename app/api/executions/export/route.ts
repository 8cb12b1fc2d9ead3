import { ExecutionFilters } from '@/lib/contracts/execution';
import { exportExecutions } from '@/lib/domain/records/export-executions';
import { raw, route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'optional' },
    audit: null,
    query: ExecutionFilters,
    output: raw('text/csv'),
    example:
      'executed_at,id,provider,app_slug,tool_name,status\r\n2027-01-31T12:00:00.000Z,9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63,pipedream,gmail,gmail_send_email,succeeded\r\n',
    tag: 'Evidence',
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
