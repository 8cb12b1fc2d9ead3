import { Profile } from '@/lib/contracts/profile';
import { NeutralNewProfile, ProfileDetailsPage, ProfileDetailsQuery } from '@/lib/contracts/profile-list';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { listProfileDetails } from '@/lib/domain/profiles/list-profile-details';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    query: ProfileDetailsQuery,
    output: ProfileDetailsPage,
    audit: null,
    summary: 'The profiles of a user at every provider',
    tag: 'Profiles',
  },
  async ({ principal, query }) => {
    const { items, nextCursor } = await listProfileDetails(principal, query);
    return { profiles: items, next_cursor: nextCursor };
  },
);

export const POST = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    body: NeutralNewProfile,
    output: Profile,
    status: 201,
    audit: { action: 'profile.create', of: ({ result }) => ({ subject: result.profile_id }) },
    summary: 'Create a profile, to be connected later',
    tag: 'Profiles',
  },
  ({ principal, body: { provider, ...input } }) => createProfile(principal, provider, input),
);
