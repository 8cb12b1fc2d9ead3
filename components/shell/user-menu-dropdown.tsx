'use client';

import { Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useMe } from '@/hooks/use-me';
import { usePreferences } from '@/hooks/use-preferences';
import { LOCALES, THEMES } from '@/i18n/config';
import { Locale, Theme } from '@/lib/contracts/user';
import { useShell } from './shell-state';
import { useSignOut } from './use-sign-out';

/** The menu with its button; open from the start, because pressing the button is what loads it. */
export function UserMenuDropdown() {
  const t = useTranslations('nav');
  const { user, role } = useMe();
  const { setHelpOpen } = useShell();
  const signOut = useSignOut();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger className="rounded-full">
        <span className="sr-only">{t('account', { name: user.name })}</span>
        <Avatar name={user.name} className="size-8" />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="grid px-2 pt-1.5 pb-2">
          <span className="truncate font-medium text-sm">{user.name}</span>
          <span className="truncate text-muted text-xs">{user.email}</span>
          <span className="text-faint text-xs">{t(`roles.${role}`)}</span>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/settings/profile">
            <UserRound aria-hidden />
            {t('profile')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setHelpOpen(true)}>
          <Keyboard aria-hidden />
          {t('shortcuts')}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <PreferenceGroups />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function PreferenceGroups() {
  const t = useTranslations('preferences');
  const { user } = useMe();
  const locale = useLocale();
  const { setTheme, setLocale } = usePreferences();
  return (
    <>
      <DropdownMenuLabel>{t('theme')}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={user.theme} onValueChange={(theme) => setTheme(Theme.parse(theme))}>
        {THEMES.map((theme) => (
          <DropdownMenuRadioItem key={theme} value={theme}>
            {t(`themes.${theme}`)}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuLabel>{t('language')}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={locale} onValueChange={(next) => setLocale(Locale.parse(next))}>
        {LOCALES.map((option) => (
          <DropdownMenuRadioItem key={option} value={option} lang={option}>
            {t(`languages.${option}`)}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
