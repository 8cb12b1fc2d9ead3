'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { isBeingRead, useCatalogueSyncs } from '@/hooks/use-apps';
import { formatNumber } from '@/lib/format';
import { useProviderWords } from './provider-words';

const WORDS = { never: 'readSoon', running: 'reading', done: 'reading', failed: 'readAgainSoon' } as const;

/** While a catalogue is read for the first time, what one searches is not all there is. */
export function CatalogueNote() {
  const t = useTranslations('apps');
  const locale = useLocale();
  const { nameOf } = useProviderWords();
  const running = (useCatalogueSyncs().data ?? []).filter(isBeingRead);
  if (running.length === 0) return null;
  return (
    <Notice role="status">
      {running.map(({ provider, state, seen }) => (
        <p key={provider}>{t(WORDS[state], { provider: nameOf(provider), count: formatNumber(seen, locale) })}</p>
      ))}
    </Notice>
  );
}
