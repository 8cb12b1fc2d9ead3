import { ProfileDetails } from '@/lib/contracts/profile-list';
import { ProfileParams } from '@/lib/contracts/profile-tools';
import { checkConnection } from '@/lib/domain/connections/connections';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    params: ProfileParams,
    output: ProfileDetails,
    audit: null,
    summary: 'Ask the provider about the grant now',
    tag: 'Profiles',
  },
  ({ principal, params }) => checkConnection(principal, params.profile_id),
);
