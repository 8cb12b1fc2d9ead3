import { AppPage, ProviderAppQuery } from '@/lib/contracts/app-list';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'optional' },
    params: ProviderParams,
    query: ProviderAppQuery,
    output: AppPage,
    audit: null,
    summary: 'Search the apps of this provider',
    tag: 'Providers',
  },
  async ({ principal, params, query }) => {
    const { items, nextCursor, syncing } = await searchApps(principal, { ...query, provider: params.provider });
    return { apps: items, next_cursor: nextCursor, syncing };
  },
);
