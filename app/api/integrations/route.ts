import { IntegrationList, IntegrationQuery } from '@/lib/contracts/integration';
import { listAppsByName } from '@/lib/domain/gateway/gateway-apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    audit: null,
    query: IntegrationQuery,
    output: IntegrationList,
    tag: 'Gateway',
    summary: 'Apps on offer, with the status of this user',
  },
  async ({ principal, query }) => {
    const { items, nextCursor, syncing } = await listAppsByName(principal, query);
    return { integrations: items, next_cursor: nextCursor, syncing };
  },
);
