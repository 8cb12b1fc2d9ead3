import { ProfileToolList, ProfileToolParams } from '@/lib/contracts/profile-tools';
import { switchProfileTool } from '@/lib/domain/profiles/change-profile-tools';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    params: ProfileToolParams,
    output: ProfileToolList,
    audit: {
      action: 'profile.tools',
      of: ({ params }) => ({ subject: params.profile_id, detail: { disable: [params.name] } }),
    },
    summary: 'Switch one tool off',
    tag: 'Profiles',
  },
  ({ principal, params }) => switchProfileTool(principal, params.profile_id, params.name, false),
);
