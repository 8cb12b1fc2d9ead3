import { ConnectionList, ConnectionQuery } from '@/lib/contracts/connection';
import { listConnections } from '@/lib/domain/connections/connections';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    query: ConnectionQuery,
    output: ConnectionList,
    carriesSuccess: true,
    audit: null,
    summary: 'Where the grants of a user stand',
    tag: 'Profiles',
  },
  async ({ principal, query }) => {
    const { items, nextCursor } = await listConnections(principal, query);
    return { success: true as const, connections: items, count: items.length, next_cursor: nextCursor };
  },
);
