import { ProfileToolList, ProfileToolQuery, ProviderProfileParams, ToolsChange } from '@/lib/contracts/profile-tools';
import { changeProfileTools } from '@/lib/domain/profiles/change-profile-tools';
import { listProfileTools } from '@/lib/domain/profiles/profile-tools';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: ProviderProfileParams,
    query: ProfileToolQuery,
    output: ProfileToolList,
    audit: null,
    summary: 'The tools of a profile, with which are on',
    tag: 'Providers',
  },
  ({ principal, params, query }) => listProfileTools(principal, params.profile_id, query, params.provider),
);

export const PUT = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    params: ProviderProfileParams,
    body: ToolsChange,
    output: ProfileToolList,
    audit: {
      action: 'profile.tools',
      of: ({ params, body }) => ({ subject: params.profile_id, detail: body }),
    },
    summary: 'Switch many tools at once: all of it or none',
    tag: 'Providers',
  },
  ({ principal, params, body }) => changeProfileTools(principal, params.profile_id, body, params.provider),
);
