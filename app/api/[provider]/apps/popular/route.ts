import { AppList, PopularQuery } from '@/lib/contracts/app-list';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { listPopularApps } from '@/lib/domain/catalogue/apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'optional' },
    params: ProviderParams,
    query: PopularQuery,
    output: AppList,
    audit: null,
    summary: 'The apps most people use',
    tag: 'Providers',
  },
  async ({ principal, params, query }) => ({ apps: await listPopularApps(principal, query.limit, params.provider) }),
);
