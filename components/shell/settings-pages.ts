import { Bot, Building2, KeyRound, type LucideIcon, Plug, UserRound, UsersRound } from 'lucide-react';
import type { Messages } from 'next-intl';
import type { Role } from '@/lib/contracts/scope';

export type SettingsPage = {
  /** Also the key of its name under `nav.settings`. */
  id: keyof Messages['nav']['settings'];
  href: string;
  icon: LucideIcon;
  roles: readonly Role[];
};

const ALL: readonly Role[] = ['owner', 'admin', 'member'];
const ADMINS: readonly Role[] = ['owner', 'admin'];

/** The pages of the settings, in the order of their menu. A page is listed when it exists, never before. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  { id: 'profile', href: '/settings/profile', icon: UserRound, roles: ALL },
  { id: 'connect', href: '/settings/connect', icon: Bot, roles: ALL },
  { id: 'keys', href: '/settings/keys', icon: KeyRound, roles: ALL },
  { id: 'workspace', href: '/settings/workspace', icon: Building2, roles: ADMINS },
  { id: 'providers', href: '/settings/providers', icon: Plug, roles: ADMINS },
  { id: 'members', href: '/settings/members', icon: UsersRound, roles: ALL },
];

export function settingsPagesFor(role: Role): SettingsPage[] {
  return SETTINGS_PAGES.filter((page) => page.roles.includes(role));
}
