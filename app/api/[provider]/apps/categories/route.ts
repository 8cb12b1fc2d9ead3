import { CategoryList } from '@/lib/contracts/app-list';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { listCategories } from '@/lib/domain/catalogue/apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'optional' },
    params: ProviderParams,
    output: CategoryList,
    audit: null,
    summary: 'Categories, with how many apps each has',
    tag: 'Providers',
  },
  async ({ principal, params }) => ({ categories: await listCategories(principal, params.provider) }),
);
