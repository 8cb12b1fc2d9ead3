'use client';

import { useLocale } from 'next-intl';
import { useNow } from '@/hooks/use-now';
import { formatDate, formatDateTime, formatRelative } from '@/lib/format';

/** How long ago, kept true while the page stays open; the exact time on hover. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const locale = useLocale();
  const now = useNow();
  return (
    <time dateTime={at} title={now === null ? undefined : formatDateTime(at, locale)} className={className}>
      {now === null ? formatDate(at, locale) : formatRelative(at, now, locale)}
    </time>
  );
}
