'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMe } from '@/hooks/use-me';
import { visibleSections } from '../sections';
import { settingsPagesFor } from '../settings-pages';
import { useShell } from '../shell-state';
import { CommandGroup, CommandItem } from './command-item';
import type { CommandGroupProps } from './registry';

export function GoToCommands({ run }: CommandGroupProps) {
  const t = useTranslations('nav');
  const router = useRouter();
  const { role } = useMe();
  const { isSandbox } = useShell();
  return (
    <CommandGroup heading={t('palette.goTo')}>
      {visibleSections(isSandbox).map(({ id, href, icon, key }) => (
        <CommandItem
          key={id}
          label={t(`sections.${id}`)}
          icon={icon}
          keys={['G', key.toUpperCase()]}
          onSelect={() => run(() => router.push(href))}
        />
      ))}
      {settingsPagesFor(role).map(({ id, href, icon }) => (
        <CommandItem
          key={id}
          label={t(`settings.${id}`)}
          hint={t('sections.settings')}
          icon={icon}
          onSelect={() => run(() => router.push(href))}
        />
      ))}
    </CommandGroup>
  );
}
