import { ProfileParams, ProfileToolList, ProfileToolQuery, ToolsChange } from '@/lib/contracts/profile-tools';
import { changeProfileTools } from '@/lib/domain/profiles/change-profile-tools';
import { listProfileTools } from '@/lib/domain/profiles/profile-tools';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: ProfileParams,
    query: ProfileToolQuery,
    output: ProfileToolList,
    audit: null,
    summary: 'The tools of a profile, with which are on',
    tag: 'Profiles',
  },
  ({ principal, params, query }) => listProfileTools(principal, params.profile_id, query),
);

export const PUT = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    params: ProfileParams,
    body: ToolsChange,
    output: ProfileToolList,
    audit: {
      action: 'profile.tools',
      of: ({ params, body }) => ({ subject: params.profile_id, detail: body }),
    },
    summary: 'Switch many tools at once: all of it or none',
    tag: 'Profiles',
  },
  ({ principal, params, body }) => changeProfileTools(principal, params.profile_id, body),
);
