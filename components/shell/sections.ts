import { Activity, Blocks, BookOpen, Cable, Inbox, LayoutDashboard, type LucideIcon, Settings } from 'lucide-react';
import type { Messages } from 'next-intl';

export type Section = {
  /** Also the key of its name under `nav.sections`. */
  id: keyof Messages['nav']['sections'];
  href: string;
  icon: LucideIcon;
  group: 'work' | 'watch' | 'workspace';
  /** Pressed after G, goes there. */
  key: string;
  /** Everything below this path belongs to the section. */
  under: string;
  /** In the phone's bottom bar, which has room for four; the rest is behind More. */
  isOnPhone: boolean;
  /** Only while the sandbox stands in for a provider. */
  isSandboxOnly?: boolean;
};

/** The rooms of the product, in the order of every menu. A section is listed when its page exists, never before. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', href: '/', under: '/', icon: LayoutDashboard, group: 'work', key: 'o', isOnPhone: true },
  { id: 'apps', href: '/apps', under: '/apps', icon: Blocks, group: 'work', key: 'a', isOnPhone: true },
  { id: 'profiles', href: '/profiles', under: '/profiles', icon: Cable, group: 'work', key: 'p', isOnPhone: true },
  { id: 'activity', href: '/activity', under: '/activity', icon: Activity, group: 'watch', key: 'v', isOnPhone: false },
  {
    id: 'outbox',
    href: '/outbox',
    under: '/outbox',
    icon: Inbox,
    group: 'watch',
    key: 'b',
    isOnPhone: false,
    isSandboxOnly: true,
  },
  {
    id: 'settings',
    href: '/settings/profile',
    under: '/settings',
    icon: Settings,
    group: 'workspace',
    key: 's',
    isOnPhone: true,
  },
  { id: 'docs', href: '/docs/api', under: '/docs', icon: BookOpen, group: 'workspace', key: 'r', isOnPhone: false },
];

export const GROUPS = ['work', 'watch', 'workspace'] as const;

export function visibleSections(isSandbox: boolean): Section[] {
  return SECTIONS.filter((section) => isSandbox || !section.isSandboxOnly);
}

export function findSection(pathname: string): Section | null {
  return SECTIONS.find((section) => isWithin(section, pathname)) ?? null;
}

export function isWithin({ under }: Section, pathname: string): boolean {
  return under === '/' ? pathname === '/' : pathname === under || pathname.startsWith(`${under}/`);
}
