'use client';

import { Keyboard, Languages, LogOut, Monitor, Moon, PanelLeft, Sun } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useMe } from '@/hooks/use-me';
import { usePreferences } from '@/hooks/use-preferences';
import { LOCALES, THEMES } from '@/i18n/config';
import { useShell } from '../shell-state';
import { useSignOut } from '../use-sign-out';
import { CommandGroup, CommandItem } from './command-item';
import type { CommandGroupProps } from './registry';

const THEME_ICON = { system: Monitor, light: Sun, dark: Moon };

export function ActionCommands({ run }: CommandGroupProps) {
  const t = useTranslations('nav');
  const p = useTranslations('preferences');
  const current = useLocale();
  const { user } = useMe();
  const { setTheme, setLocale } = usePreferences();
  const { setHelpOpen, toggleSidebar } = useShell();
  const signOut = useSignOut();
  return (
    <CommandGroup heading={t('palette.actions')}>
      {THEMES.filter((theme) => theme !== user.theme).map((theme) => (
        <CommandItem
          key={theme}
          label={t('palette.useTheme', { theme: p(`themes.${theme}`) })}
          keywords={[p('theme')]}
          icon={THEME_ICON[theme]}
          onSelect={() => run(() => setTheme(theme))}
        />
      ))}
      {LOCALES.filter((locale) => locale !== current).map((locale) => (
        <CommandItem
          key={locale}
          label={t('palette.useLanguage', { language: p(`languages.${locale}`) })}
          keywords={[p('language')]}
          icon={Languages}
          onSelect={() => run(() => setLocale(locale))}
        />
      ))}
      <CommandItem label={t('collapse')} icon={PanelLeft} keys={['[']} onSelect={() => run(toggleSidebar)} />
      <CommandItem label={t('shortcuts')} icon={Keyboard} keys={['?']} onSelect={() => run(() => setHelpOpen(true))} />
      <CommandItem label={t('signOut')} icon={LogOut} onSelect={() => run(signOut)} />
    </CommandGroup>
  );
}
