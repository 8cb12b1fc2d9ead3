import { ConnectionList, ConnectionQuery } from '@/lib/contracts/connection';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { listConnections } from '@/lib/domain/connections/connections';
import { getProviderDefinition } from '@/lib/domain/providers/provider-settings';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: ProviderParams,
    query: ConnectionQuery.omit({ provider: true }),
    output: ConnectionList,
    carriesSuccess: true,
    audit: null,
    summary: 'Where the grants of a user stand',
    tag: 'Providers',
  },
  async ({ principal, params, query }) => {
    const { items, nextCursor } = await listConnections(principal, {
      ...query,
      provider: getProviderDefinition(params.provider).id,
    });
    return { success: true as const, connections: items, count: items.length, next_cursor: nextCursor };
  },
);
