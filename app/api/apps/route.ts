import { AppQuery } from '@/lib/contracts/app';
import { AppCardPage } from '@/lib/contracts/app-list';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'optional' },
    query: AppQuery,
    output: AppCardPage,
    audit: null,
    summary: 'Search the apps of every provider',
    tag: 'Apps',
  },
  async ({ principal, query }) => {
    const { items, nextCursor, syncing } = await searchApps(principal, query);
    return { apps: items, next_cursor: nextCursor, syncing };
  },
);
