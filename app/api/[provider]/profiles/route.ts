import { NewProfile, Profile, ProfileQuery } from '@/lib/contracts/profile';
import { ProfilePage } from '@/lib/contracts/profile-list';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { listProfiles } from '@/lib/domain/profiles/profiles';
import { getProviderDefinition } from '@/lib/domain/providers/provider-settings';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: ProviderParams,
    query: ProfileQuery.omit({ provider: true }),
    output: ProfilePage,
    audit: null,
    summary: 'The profiles of a user at this provider',
    tag: 'Providers',
  },
  async ({ principal, params, query }) => {
    const provider = getProviderDefinition(params.provider).id;
    const { items, nextCursor } = await listProfiles(principal, { ...query, provider });
    return { profiles: items, next_cursor: nextCursor };
  },
);

export const POST = route(
  {
    access: { role: 'member', scope: 'profiles:write', account: 'required' },
    params: ProviderParams,
    body: NewProfile,
    output: Profile,
    status: 201,
    audit: { action: 'profile.create', of: ({ result }) => ({ subject: result.profile_id }) },
    summary: 'Create a profile, to be connected later',
    tag: 'Providers',
  },
  ({ principal, params, body }) => createProfile(principal, params.provider, body),
);
