'use client';

import type { ProfileDetails } from '@/lib/contracts/profile-list';

export function DatabasePage({ profile }: { profile: ProfileDetails }) {
  return <p>{profile.display_name}</p>;
}
