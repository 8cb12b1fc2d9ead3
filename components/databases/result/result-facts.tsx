'use client';

import { ArrowRight, Download } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { formatDuration } from '@/lib/format';
import { saveFile } from '../save-file';
import { toCsv, toRecords } from './export-rows';
import { nextCursorOf, type Rows } from './read-result';

type Props = { pages: readonly ToolCallAnswer[]; rows: Rows | null };

/** How much came, how long it took, and the ways to take it along. */
export function ResultFacts({ pages, rows }: Props) {
  const t = useTranslations('databases.result');
  const locale = useLocale();
  const durationMs = pages.reduce((sum, page) => sum + page.duration_ms, 0);
  const hasMore = nextCursorOf(pages) !== null;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-2 text-muted text-xs">
      <p role="status" className="flex flex-wrap gap-x-3 tabular-nums">
        {rows && (
          <span className="font-medium text-ink">
            {t(hasMore ? 'countSoFar' : 'count', { count: rows.rows.length })}
          </span>
        )}
        <span>{formatDuration(durationMs, locale)}</span>
      </p>
      <span className="ml-auto flex flex-wrap items-center gap-1">
        {rows && rows.rows.length > 0 && (
          <>
            <Button variant="ghost" size="sm" onClick={() => saveFile('result.csv', 'text/csv', toCsv(rows))}>
              <Download aria-hidden />
              {t('csv')}
            </Button>
            <CopyButton size="sm" label={t('json')} text={JSON.stringify(toRecords(rows), null, 2)} />
          </>
        )}
        <Button variant="ghost" size="sm" asChild>
          <Link href={`/activity?call=${pages[0]?.execution_id}`}>
            {t('record')}
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      </span>
    </header>
  );
}
