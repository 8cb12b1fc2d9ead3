import { CatalogueSync } from '@/lib/contracts/app-list';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { requestSync } from '@/lib/domain/catalogue/request-sync';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    params: ProviderParams,
    output: CatalogueSync,
    status: 202,
    audit: { action: 'provider.sync', of: ({ params }) => ({ subject: params.provider }) },
    summary: 'Read the catalogue of a provider anew',
    tag: 'Admin',
  },
  ({ principal, params }) => requestSync(principal, params.provider),
);
