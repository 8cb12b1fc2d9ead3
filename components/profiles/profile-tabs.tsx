import dynamic from 'next/dynamic';
import type { Messages } from 'next-intl';
import type { ComponentType } from 'react';
import { DatabaseTab } from '@/components/databases/database-tab';
import { isDatabase } from '@/components/databases/is-database';
import { ToolsManager } from '@/components/tools/tools-manager';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

const ProfileActivity = dynamic(() =>
  import('@/components/activity/profile-activity').then((module) => module.ProfileActivity),
);
const ProfileSettings = dynamic(() => import('./profile-settings').then((module) => module.ProfileSettings));

export type ProfileTab = {
  /** In the address, and the key of its name under `profiles.tabs`. */
  id: keyof Messages['profiles']['tabs'];
  /** Absent where every profile has it. */
  isShown?: (profile: ProfileDetails) => boolean;
  /** Holds what somebody writes: it stays while another tab is looked at. */
  isKept?: true;
  Panel: ComponentType<{ profile: ProfileDetails }>;
};

/** What a profile's page holds, in order. The first is shown when the address names none; the others come when opened. */
export const PROFILE_TABS: readonly [ProfileTab, ...ProfileTab[]] = [
  { id: 'tools', Panel: ToolsManager },
  { id: 'data', isShown: isDatabase, isKept: true, Panel: DatabaseTab },
  { id: 'activity', Panel: ProfileActivity },
  { id: 'settings', isKept: true, Panel: ProfileSettings },
];
