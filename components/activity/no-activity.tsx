'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

type Props = { isFiltered: boolean; onClear: () => void };

export function NoActivity({ isFiltered, onClear }: Props) {
  const t = useTranslations('activity');
  if (isFiltered) {
    return (
      <EmptyState
        title={t('nothingFits')}
        description={t('nothingFitsDescription')}
        action={<Button onClick={onClear}>{t('clearFilters')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={t('emptyTitle')}
      description={t('emptyDescription')}
      action={
        <>
          <Button asChild variant="primary">
            <Link href="/settings/connect">{t('connectAgent')}</Link>
          </Button>
          <Button asChild>
            <Link href="/profiles">{t('tryTool')}</Link>
          </Button>
        </>
      }
    />
  );
}
