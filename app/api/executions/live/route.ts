import { ExecutionFilters } from '@/lib/contracts/execution';
import { watchExecutions } from '@/lib/domain/records/watch-executions';
import { readmit } from '@/lib/http/readmit';
import { raw, route } from '@/lib/http/route';

const access = { role: 'member', scope: 'tools:read', account: 'optional' } as const;

export const GET = route(
  {
    access,
    audit: null,
    query: ExecutionFilters,
    output: raw('text/event-stream'),
    example:
      'event: execution\nid: 9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63\ndata: {"tool_name":"gmail_send_email","status":"succeeded",…}\n\n',
    tag: 'Evidence',
    summary: 'Tool calls as they happen, as server-sent events',
  },
  async ({ query, request }) =>
    new Response(await watchExecutions(() => readmit(request, access), query, request.signal), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    }),
);
