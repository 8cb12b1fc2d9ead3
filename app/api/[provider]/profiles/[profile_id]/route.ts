import { Profile, ProfileChange } from '@/lib/contracts/profile';
import { ProfileDetails } from '@/lib/contracts/profile-list';
import { ProviderProfileParams } from '@/lib/contracts/profile-tools';
import { changeProfile } from '@/lib/domain/profiles/change-profile';
import { getProfile } from '@/lib/domain/profiles/profiles';
import { removeProfile } from '@/lib/domain/profiles/remove-profile';
import { REMOVAL_ANSWERS, removalAnswer } from '@/lib/http/removal-answer';
import { raw, route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: ProviderProfileParams,
    output: ProfileDetails,
    audit: null,
    summary: 'One profile',
    tag: 'Providers',
  },
  ({ principal, params }) => getProfile(principal, params.profile_id, params.provider),
);

export const PATCH = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    params: ProviderProfileParams,
    body: ProfileChange,
    output: Profile,
    audit: {
      action: 'profile.change',
      of: ({ params, body }) => ({ subject: params.profile_id, detail: { changed: Object.keys(body) } }),
    },
    summary: 'Rename, switch on or off, make default, choose tools',
    tag: 'Providers',
  },
  ({ principal, params, body }) => changeProfile(principal, params.profile_id, body, params.provider),
);

export const PUT = PATCH;

export const DELETE = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    params: ProviderProfileParams,
    output: raw('application/json'),
    answers: REMOVAL_ANSWERS,
    audit: { action: 'profile.remove', of: ({ params }) => ({ subject: params.profile_id }) },
    summary: 'Delete a profile and take its grant back',
    description:
      '204 when the provider took the grant back; 202 when it did not answer and is asked again until it does.',
    tag: 'Providers',
  },
  async ({ principal, params }) => removalAnswer(await removeProfile(principal, params.profile_id, params.provider)),
);
