import { watchConnections } from '@/lib/domain/connections/watch-connections';
import { eventStream } from '@/lib/http/event-stream';
import { readmit } from '@/lib/http/readmit';
import { raw, route } from '@/lib/http/route';

const access = { role: 'member', scope: 'profiles:read', account: 'required' } as const;
const CHANGED = 'event: changed\ndata: {}\n\n';

export const GET = route(
  {
    access,
    audit: null,
    output: raw('text/event-stream'),
    example: CHANGED,
    tag: 'Profiles',
    summary: 'A server-sent event whenever connections of a user change',
  },
  async ({ principal, request }) =>
    eventStream({
      signal: request.signal,
      subscribe: (send) => watchConnections(principal, () => send(CHANGED)),
      isStillAdmitted: () => readmit(request, access).then(() => true),
    }),
);
