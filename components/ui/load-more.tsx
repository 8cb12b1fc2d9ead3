'use client';

import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from './button';

type Props = { query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'> };

/** The next page of a list that is paged by cursor. */
export function LoadMore({ query }: Props) {
  const t = useTranslations('ui');
  if (!query.hasNextPage) return null;
  return (
    <div className="flex justify-center border-t px-5 py-3">
      <Button variant="ghost" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t('loadMore')}
      </Button>
    </div>
  );
}
