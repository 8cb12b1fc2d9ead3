'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { DatabaseTest } from '@/lib/contracts/database';
import { formatDuration } from '@/lib/format';

/** What the server said of itself. A try that failed is told at the field it is about. */
export function TestOutcome({ test: { success, message, latency_ms } }: { test: DatabaseTest }) {
  const t = useTranslations('databases.form');
  const locale = useLocale();
  if (!success) return null;
  return (
    <Notice tone="ok" role="status">
      {message}{' '}
      {latency_ms !== null && (
        <span className="whitespace-nowrap tabular-nums">
          {t('latency', { time: formatDuration(latency_ms, locale) })}
        </span>
      )}
    </Notice>
  );
}
