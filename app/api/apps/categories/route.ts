import { CategoryList, CategoryQuery } from '@/lib/contracts/app-list';
import { listCategories } from '@/lib/domain/catalogue/apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'optional' },
    query: CategoryQuery,
    output: CategoryList,
    audit: null,
    summary: 'Categories, with how many apps each has',
    tag: 'Apps',
  },
  async ({ principal, query }) => ({ categories: await listCategories(principal, query.provider) }),
);
