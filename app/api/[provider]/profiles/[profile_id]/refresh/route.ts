import { ProfileDetails } from '@/lib/contracts/profile-list';
import { ProviderProfileParams } from '@/lib/contracts/profile-tools';
import { checkConnection } from '@/lib/domain/connections/connections';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    params: ProviderProfileParams,
    output: ProfileDetails,
    audit: null,
    summary: 'Ask the provider about the grant now',
    tag: 'Providers',
  },
  ({ principal, params }) => checkConnection(principal, params.profile_id, params.provider),
);
