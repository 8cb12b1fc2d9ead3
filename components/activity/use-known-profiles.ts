import { useAllProfiles } from '@/hooks/use-profiles';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

/** Names and pictures for what a record only knows by id; a profile that was deleted has none. */
export function useKnownProfiles() {
  const profiles = useAllProfiles().data ?? [];
  const byId = new Map(profiles.map((profile) => [profile.profile_id, profile]));
  const byApp = new Map(profiles.map((profile) => [profile.app_slug, profile]));
  return {
    profiles,
    find: (call: { profile_id: string | null; app_slug: string }): ProfileDetails | undefined =>
      (call.profile_id ? byId.get(call.profile_id) : undefined) ?? byApp.get(call.app_slug),
    findProfile: (id: string | null) => (id ? byId.get(id) : undefined),
  };
}
