'use client';

import { useQueries } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { Badge } from '@/components/ui/badge';
import { ChoiceList } from '@/components/ui/choice-list';
import { appQuery } from '@/hooks/use-apps';
import type { AppCard } from '@/lib/contracts/app-list';

type Props = { offers: readonly AppCard[]; value: string; onValueChange: (provider: string) => void };

/** When two providers serve the app: what speaks for each, and how many tools it brings. */
export function ProviderChoice({ offers, value, onValueChange }: Props) {
  const t = useTranslations('connectDialog');
  const { nameOf, reasonFor } = useProviderWords();
  const details = useQueries({ queries: offers.map(({ provider, slug }) => appQuery(provider, slug)) });
  return (
    <div className="grid gap-1.5">
      <p className="font-medium text-sm">{t('through')}</p>
      <ChoiceList label={t('through')} value={value} onValueChange={onValueChange}>
        {offers.map(({ provider, demo }, index) => {
          const tools = details[index]?.data?.tools.length;
          return {
            value: provider,
            title: demo ? `${nameOf(provider)} · ${t('demo')}` : nameOf(provider),
            note: reasonFor(provider),
            end: tools !== undefined && <Badge>{t('tools', { count: tools })}</Badge>,
          };
        })}
      </ChoiceList>
    </div>
  );
}
