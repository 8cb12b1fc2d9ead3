'use client';

import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ActivityLog } from './activity-log';

/** The calls of one profile, on its own page. */
export function ProfileActivity({ profile }: { profile: ProfileDetails }) {
  return <ActivityLog profileId={profile.profile_id} />;
}
