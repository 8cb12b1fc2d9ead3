import { ExecutionFilters } from '@/lib/contracts/execution';
import { watchExecutions } from '@/lib/domain/records/watch-executions';
import { raw, route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'optional' },
    audit: null,
    query: ExecutionFilters,
    output: raw('text/event-stream'),
    tags: ['Evidence'],
    summary: 'Tool calls as they happen, as server-sent events',
  },
  async ({ principal, query, request }) =>
    new Response(watchExecutions(principal, query, request.signal), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    }),
);
