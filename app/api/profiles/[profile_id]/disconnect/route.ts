import { Removal } from '@/lib/contracts/connection';
import { ProfileParams } from '@/lib/contracts/profile-tools';
import { disconnect } from '@/lib/domain/profiles/remove-profile';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    params: ProfileParams,
    output: Removal,
    audit: { action: 'profile.disconnect', of: ({ params }) => ({ subject: params.profile_id }) },
    summary: 'Take the grant back and keep the profile',
    tag: 'Profiles',
  },
  ({ principal, params }) => disconnect(principal, params.profile_id),
);
