'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Failure } from './failure';
import { SkeletonRows } from './skeleton';

type Props<Data> = {
  query: UseQueryResult<Data>;
  /** Drawn in place of the data, as tall as the data will be. */
  waiting?: ReactNode;
  empty?: ReactNode;
  /** A list is empty when it has no items; say here what else means empty. */
  isEmpty?: (data: Data) => boolean;
  children: (data: Data) => ReactNode;
};

/**
 * Waiting, failed, empty, full: the only place that tells them apart. A refresh that fails keeps what is on the screen.
 */
export function QueryView<Data>({
  query,
  waiting = <SkeletonRows />,
  empty,
  isEmpty = hasNoItems,
  children,
}: Props<Data>) {
  const t = useTranslations('ui');
  if (query.data !== undefined) return empty !== undefined && isEmpty(query.data) ? empty : children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  return (
    <div role="status" aria-label={t('loading')}>
      {waiting}
    </div>
  );
}

function hasNoItems(data: unknown): boolean {
  return Array.isArray(data) && data.length === 0;
}
