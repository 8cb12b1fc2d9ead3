'use client';

import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { COMMAND_GROUPS } from './commands/registry';
import { useShell } from './shell-state';

/** Everything one can do from here, by typing. Groups come from the registry. */
export function CommandPalette() {
  const t = useTranslations('nav.palette');
  const { isPaletteOpen, setPaletteOpen } = useShell();
  const [query, setQuery] = useState('');
  const run = (action: () => void) => {
    setPaletteOpen(false);
    action();
  };
  return (
    <Dialog.Root open={isPaletteOpen} onOpenChange={setPaletteOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-in bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[max(0.75rem,12dvh)] z-50 mx-auto max-w-xl animate-rise overflow-hidden rounded-xl border bg-raised shadow-lg outline-none"
        >
          <Dialog.Title className="sr-only">{t('open')}</Dialog.Title>
          <Command label={t('open')} loop>
            <div className="flex items-center gap-3 border-b px-4">
              <Search className="size-4 shrink-0 text-faint" aria-hidden />
              <Command.Input
                autoFocus
                value={query}
                onValueChange={setQuery}
                placeholder={t('placeholder')}
                className="h-12 w-full bg-transparent text-base outline-none placeholder:text-faint"
              />
              <Kbd>{t('escape')}</Kbd>
            </div>
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto overscroll-contain p-1.5 pb-2">
              <Command.Empty className="px-4 py-10 text-center text-muted text-sm">{t('empty')}</Command.Empty>
              {COMMAND_GROUPS.map(({ id, Group }) => (
                <Group key={id} query={query} run={run} />
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
