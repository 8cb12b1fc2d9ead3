'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { useCatalogueSyncs } from '@/hooks/use-apps';
import { formatNumber } from '@/lib/format';
import { useProviderWords } from './provider-words';

/** While a catalogue is being read for the first time, what one searches is not all there is. */
export function CatalogueNote() {
  const t = useTranslations('apps');
  const locale = useLocale();
  const { nameOf } = useProviderWords();
  const running = (useCatalogueSyncs().data ?? []).filter(({ state, enabled }) => enabled && state === 'running');
  if (running.length === 0) return null;
  return (
    <Notice role="status">
      {running.map(({ provider, seen }) => (
        <p key={provider}>{t('reading', { provider: nameOf(provider), count: formatNumber(seen, locale) })}</p>
      ))}
    </Notice>
  );
}
