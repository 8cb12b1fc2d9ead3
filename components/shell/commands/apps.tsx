'use client';

import { Blocks, Plug, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { connectAddress } from '@/components/apps/app-address';
import { useApps } from '@/hooks/use-apps';
import { CommandGroup, CommandItem } from './command-item';
import type { CommandGroupProps } from './registry';

const MAX_SHOWN = 5;

/** Connecting from the keyboard: the apps that fit what is typed, and the way to all of them. */
export function AppCommands({ query, run }: CommandGroupProps) {
  const t = useTranslations('nav.palette');
  const router = useRouter();
  const q = query.trim();
  const apps = useApps({ q, category: '', provider: '' }).data ?? [];
  return (
    <CommandGroup heading={t('apps')}>
      {apps.slice(0, MAX_SHOWN).map(({ key, offers: [offer] }) => (
        <CommandItem
          key={key}
          label={t('connect', { app: offer.name })}
          // What the server found fits, also where the letters do not.
          keywords={[offer.slug, q]}
          icon={Plug}
          onSelect={() => run(() => router.push(connectAddress(offer)))}
        />
      ))}
      <CommandItem
        label={q === '' ? t('browseApps') : t('searchApps', { query: q })}
        icon={q === '' ? Blocks : Search}
        onSelect={() => run(() => router.push(q === '' ? '/apps' : `/apps?q=${encodeURIComponent(q)}`))}
      />
    </CommandGroup>
  );
}
