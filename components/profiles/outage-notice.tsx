'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { Since } from '@/components/ui/since';
import { useOutageWords } from '@/hooks/use-outage-words';
import type { Outage } from '@/lib/contracts/outage';

/** Nobody answers for a profile: since when, why, and that nothing has to be connected again. */
export function OutageNotice({ outage }: { outage: Outage }) {
  const t = useTranslations('profiles');
  const words = useOutageWords();
  return (
    <Notice tone="bad" role="status" className="mb-5">
      <p className="font-medium">{t.rich('unreachableSince', { at: () => <Since at={outage.since} /> })}</p>
      <p>{words(outage)}</p>
      <p className="text-xs">{t('unreachableHelp')}</p>
    </Notice>
  );
}
