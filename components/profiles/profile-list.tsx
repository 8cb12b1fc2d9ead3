import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ProfileCard } from './profile-card';

type Props = { profiles: ProfileDetails[]; onChange?: (profileId: string) => void };

export function ProfileList({ profiles, onChange }: Props) {
  return (
    <ul className="divide-y border-t">
      {profiles.map((profile) => (
        <li key={profile.profile_id}>
          <ProfileCard profile={profile} {...(onChange && { onChange })} />
        </li>
      ))}
    </ul>
  );
}
