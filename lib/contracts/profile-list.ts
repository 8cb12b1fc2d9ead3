import * as z from 'zod';
import { AppName, AppSlugText, AuthType, IconUrl, ProviderId } from './app';
import { ConnectedAt, ConnectionExpiresAt, LastSyncedAt } from './connection';
import { AccountId, EndUserId } from './ids';
import { NextCursor } from './paging';
import { NewProfile, Profile, ProfileLabel, ProfileQuery, StatusReason } from './profile';

export const ProfilePage = NextCursor.extend({
  profiles: z.array(Profile).describe('Profiles of the account, newest first.'),
}).meta({ id: 'ProfilePage' });
export type ProfilePage = z.infer<typeof ProfilePage>;

/** What the pages send: without a provider in the path, it is in the body. */
export const NeutralNewProfile = NewProfile.extend({ provider: ProviderId });
export type NeutralNewProfile = z.infer<typeof NeutralNewProfile>;

/** Beside the profile, what its own page shows. */
export const ProfileDetails = Profile.extend({
  status_reason: StatusReason,
  label: ProfileLabel,
  auth_type: AuthType.nullable().describe('How it was connected; null until it was.'),
  connected_at: ConnectedAt,
  last_synced_at: LastSyncedAt,
  expires_at: ConnectionExpiresAt,
  tools_total: z
    .number()
    .int()
    .meta({ description: 'How many tools the app has.', examples: [24] }),
  tools_new: z
    .number()
    .int()
    .meta({ description: 'How many of them nobody has looked at yet.', examples: [2] }),
  tools_state: z
    .enum(['ready', 'syncing'])
    .describe('`syncing`: connected, and its provider has not said yet what it offers.'),
  icon_url: IconUrl,
}).meta({ id: 'ProfileDetails' });
export type ProfileDetails = z.infer<typeof ProfileDetails>;

export const ProfileSort = z.enum(['created', 'name', 'status', 'tools', 'last_used', 'preferred']).meta({
  description:
    'What the list is sorted by. `status` puts what needs attention first, `preferred` the default profile and then the ones that work. Of equals, the newest comes first.',
  examples: ['name'],
});
export type ProfileSort = z.infer<typeof ProfileSort>;

export const SortOrder = z.enum(['asc', 'desc']).meta({
  description: 'Without it, `created`, `tools` and `last_used` begin with the largest, the others with the first.',
  examples: ['asc'],
});
export type SortOrder = z.infer<typeof SortOrder>;

export const ProfileDetailsQuery = ProfileQuery.extend({
  sort: ProfileSort.optional(),
  order: SortOrder.optional(),
});
export type ProfileDetailsQuery = z.infer<typeof ProfileDetailsQuery>;

/** An app that the account has profiles of, whatever their number. */
export const ProfileApp = z
  .object({
    provider: ProviderId,
    app_slug: AppSlugText,
    app_name: AppName,
    icon_url: IconUrl,
    profiles: z
      .number()
      .int()
      .meta({ description: 'How many profiles of the app the account has.', examples: [3] }),
  })
  .meta({ id: 'ProfileApp' });
export type ProfileApp = z.infer<typeof ProfileApp>;

export const ProfileAppList = z
  .object({ apps: z.array(ProfileApp).describe('Apps of the account’s profiles, by name.') })
  .meta({ id: 'ProfileAppList' });
export type ProfileAppList = z.infer<typeof ProfileAppList>;

/** What the profile manager lists; every profile of it is a `Profile` as well. */
export const ProfileDetailsPage = NextCursor.extend({
  profiles: z.array(ProfileDetails).describe('Profiles of the account, newest first unless `sort` says otherwise.'),
}).meta({
  id: 'ProfileDetailsPage',
});
export type ProfileDetailsPage = z.infer<typeof ProfileDetailsPage>;

/** For admins: everybody's profiles, with whose they are. */
export const AdminProfile = Profile.extend({
  account_external_id: EndUserId,
  owner: z
    .string()
    .nullable()
    .meta({ description: 'The e-mail of the owner, where they sign in here.', examples: ['jane@example.com'] }),
}).meta({
  id: 'AdminProfile',
});
export type AdminProfile = z.infer<typeof AdminProfile>;

export const AdminProfilePage = NextCursor.extend({
  profiles: z.array(AdminProfile).describe('Profiles of everybody, newest first.'),
}).meta({ id: 'AdminProfilePage' });
export type AdminProfilePage = z.infer<typeof AdminProfilePage>;

export const AdminProfileQuery = ProfileQuery.extend({ account_id: AccountId.optional() });
export type AdminProfileQuery = z.infer<typeof AdminProfileQuery>;
