'use client';

import { useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { useMe } from '@/hooks/use-me';
import { useOnDemand } from '@/hooks/use-on-demand';

const load = () => import('./user-menu-dropdown').then((module) => module.UserMenuDropdown);

/** Fetched when somebody reaches for it, so that no page waits for a menu. */
export function UserMenu() {
  const { part: Menu, open, reach } = useOnDemand(load);
  const t = useTranslations('nav');
  const { user } = useMe();
  if (Menu) return <Menu />;
  return (
    <button type="button" aria-haspopup="menu" aria-expanded={false} className="rounded-full" onClick={open} {...reach}>
      <span className="sr-only">{t('account', { name: user.name })}</span>
      <Avatar name={user.name} className="size-8" />
    </button>
  );
}
