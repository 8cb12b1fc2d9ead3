'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { formatDuration } from '@/lib/format';
import type { ConnectionForm } from './use-connection-form';

/** What the server said of itself, beside the buttons and always in sight; or what is wrong and belongs to no field. */
export function TestOutcome({ connection: { test, problem } }: { connection: ConnectionForm }) {
  const t = useTranslations('databases.form');
  const locale = useLocale();
  if (problem) {
    return (
      <Notice tone="bad" role="alert" className="mx-5 mb-4">
        {problem}
      </Notice>
    );
  }
  if (!test.data?.success) return null;
  const { message, latency_ms } = test.data;
  return (
    <Notice tone="ok" role="status" className="mx-5 mb-4">
      {message}{' '}
      {latency_ms !== null && (
        <span className="whitespace-nowrap tabular-nums">
          {t('latency', { time: formatDuration(latency_ms, locale) })}
        </span>
      )}
    </Notice>
  );
}
