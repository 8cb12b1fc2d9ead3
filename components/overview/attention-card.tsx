'use client';

import { CircleCheck, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { cn } from '@/lib/cn';
import type { AttentionItem } from '@/lib/contracts/overview';
import { AttentionRow } from './attention-row';

export function AttentionCard({ items, isNewcomer }: { items: AttentionItem[]; isNewcomer: boolean }) {
  const t = useTranslations('overview.attention');
  return (
    <Card aria-labelledby="attention" className="flex flex-col">
      <CardHeader id="attention" title={t('title')} description={t('description')} />
      {items.length === 0 ? (
        <EmptyState
          className="min-h-60 flex-1 justify-center pt-0 pb-8"
          icon={
            <span
              className={cn(
                'grid size-10 place-items-center rounded-full',
                isNewcomer ? 'bg-sunken text-faint' : 'bg-ok-soft text-ok-ink',
              )}
            >
              {isNewcomer ? <Unplug className="size-5" aria-hidden /> : <CircleCheck className="size-5" aria-hidden />}
            </span>
          }
          title={t(isNewcomer ? 'newcomerTitle' : 'emptyTitle')}
          description={t(isNewcomer ? 'newcomerDescription' : 'emptyDescription')}
        />
      ) : (
        <ul className="divide-y border-t">
          {items.map((item) => (
            <AttentionRow key={item.profile_id} item={item} />
          ))}
        </ul>
      )}
    </Card>
  );
}
