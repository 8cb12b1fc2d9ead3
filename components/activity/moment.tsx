'use client';

import { useLocale } from 'next-intl';
import { useNow } from '@/hooks/use-now';
import { formatClock, formatDate, formatDateTime } from '@/lib/format';

const DAY_MS = 86_400_000;

/** When a call was, to the second: what one looks for beside a log. Older ones say the day. */
export function Moment({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  if (now === null) return null;
  const isRecent = now - new Date(at).getTime() < DAY_MS;
  return (
    <time dateTime={at} title={formatDateTime(at, locale)} className="whitespace-nowrap text-muted tabular-nums">
      {isRecent ? formatClock(at, locale) : formatDate(at, locale)}
    </time>
  );
}
