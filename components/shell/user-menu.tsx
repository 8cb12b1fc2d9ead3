'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { useMe } from '@/hooks/use-me';

const load = () => import('./user-menu-dropdown').then((module) => module.UserMenuDropdown);
const UserMenuDropdown = dynamic(load, { ssr: false, loading: () => <ClosedMenu /> });

/** Fetched when somebody reaches for it, so that no page waits for a menu. */
export function UserMenu() {
  const [isWanted, setWanted] = useState(false);
  return isWanted ? <UserMenuDropdown /> : <ClosedMenu onPress={() => setWanted(true)} />;
}

function ClosedMenu({ onPress }: { onPress?: () => void }) {
  const t = useTranslations('nav');
  const { user } = useMe();
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      className="rounded-full"
      onClick={onPress}
      onPointerEnter={load}
      onFocus={load}
    >
      <span className="sr-only">{t('account', { name: user.name })}</span>
      <Avatar name={user.name} className="size-8" />
    </button>
  );
}
