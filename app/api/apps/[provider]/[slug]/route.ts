import { AppCardDetails, AppParams } from '@/lib/contracts/app-list';
import { getAppDetails } from '@/lib/domain/catalogue/apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'optional' },
    params: AppParams,
    output: AppCardDetails,
    audit: null,
    summary: 'An app with its tools, before anybody connects it',
    tag: 'Apps',
  },
  ({ principal, params }) => getAppDetails(principal, params.provider, params.slug),
);
