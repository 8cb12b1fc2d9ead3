import { type Execution, ExecutionFilters } from '@/lib/contracts/execution';
import { reachOf, watchExecutions } from '@/lib/domain/records/watch-executions';
import { eventStream } from '@/lib/http/event-stream';
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
  async ({ principal, query, request }) => {
    const listen = await watchExecutions(principal, query);
    return eventStream({
      signal: request.signal,
      subscribe: (send) => listen((calls) => send(calls.map(toEvent).join(''))),
      isStillAdmitted: async () => reachOf(await readmit(request, access), query) === reachOf(principal, query),
    });
  },
);

function toEvent(execution: Execution): string {
  return `event: execution\nid: ${execution.id}\ndata: ${JSON.stringify(execution)}\n\n`;
}
