'use client';

import { useLocale } from 'next-intl';
import { useNow } from '@/hooks/use-now';
import { formatDateTime, formatHour } from '@/lib/format';

const DAY_MS = 86_400_000;

/** A moment that something began: the time of day, and the date once that is more than a day ago. */
export function Since({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  if (now === null) return null;
  const isRecent = now - new Date(at).getTime() < DAY_MS;
  return (
    <time dateTime={at} title={formatDateTime(at, locale)} className="tabular-nums">
      {isRecent ? formatHour(at, locale) : formatDateTime(at, locale)}
    </time>
  );
}
