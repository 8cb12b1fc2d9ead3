import * as z from 'zod';
import { AuthType, ProviderId } from './app';
import { NextCursor } from './paging';
import { NewProfile, Profile, ProfileQuery } from './profile';

export const ProfilePage = NextCursor.extend({ profiles: z.array(Profile) }).meta({ id: 'ProfilePage' });
export type ProfilePage = z.infer<typeof ProfilePage>;

/** What the pages send: without a provider in the path, it is in the body. */
export const NeutralNewProfile = NewProfile.extend({ provider: ProviderId });
export type NeutralNewProfile = z.infer<typeof NeutralNewProfile>;

/** Beside the profile, what its own page shows. */
export const ProfileDetails = Profile.extend({
  status_reason: z.string().nullable(),
  /** Who that is at the app: jane@example.com. */
  label: z.string().nullable(),
  /** How it was connected; null until it was. */
  auth_type: AuthType.nullable(),
  connected_at: z.iso.datetime().nullable(),
  last_synced_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
  tools_total: z.number().int(),
  tools_new: z.number().int(),
  /** `syncing`: connected, and its provider has not said yet what it offers. */
  tools_state: z.enum(['ready', 'syncing']),
  icon_url: z.string().nullable(),
}).meta({ id: 'ProfileDetails' });
export type ProfileDetails = z.infer<typeof ProfileDetails>;

/** What the profile manager lists; every profile of it is a `Profile` as well. */
export const ProfileDetailsPage = NextCursor.extend({ profiles: z.array(ProfileDetails) }).meta({
  id: 'ProfileDetailsPage',
});
export type ProfileDetailsPage = z.infer<typeof ProfileDetailsPage>;

/** For admins: everybody's profiles, with whose they are. */
export const AdminProfile = Profile.extend({ account_external_id: z.string(), owner: z.string().nullable() }).meta({
  id: 'AdminProfile',
});
export type AdminProfile = z.infer<typeof AdminProfile>;

export const AdminProfilePage = NextCursor.extend({ profiles: z.array(AdminProfile) }).meta({ id: 'AdminProfilePage' });
export type AdminProfilePage = z.infer<typeof AdminProfilePage>;

export const AdminProfileQuery = ProfileQuery.extend({ account_id: z.uuid().optional() });
export type AdminProfileQuery = z.infer<typeof AdminProfileQuery>;
