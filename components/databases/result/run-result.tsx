'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { JsonView } from '@/components/ui/json-view';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { QueryRun } from '@/hooks/use-database-query';
import { PlanView } from './plan-view';
import { nextCursorOf, readRows, readValue } from './read-result';
import { ResultFacts } from './result-facts';
import { ResultGrid } from './result-grid';
import { RunFailure } from './run-failure';

type Props = { query: QueryRun; onGoTo: (line: number, column: number) => void };

/** What came of it: rows, a value or a plan; or why not. */
export function RunResult({ query: { run, pages }, onGoTo }: Props) {
  const t = useTranslations('databases.result');
  const rows = useMemo(() => readRows(pages), [pages]);
  const [first] = pages;
  const last = run.variables;
  const isMore = last?.cursor !== undefined;
  if (run.isPending && !isMore) {
    return (
      <Card role="status" aria-label={t('running')}>
        <SkeletonRows rows={4} />
      </Card>
    );
  }
  if (run.isIdle) return null;
  const failure = pages.find(({ success }) => !success);
  const next = nextCursorOf(pages);
  const more = () => last && next !== null && run.mutate({ ...last, cursor: next });
  return (
    <Card className="min-w-0 overflow-hidden" aria-label={t('title')}>
      {first?.success && <ResultFacts pages={pages} rows={last?.tool === 'explain' ? null : rows} />}
      {first?.success && last?.tool === 'explain' && <PlanView rows={rows} content={first.result} />}
      {first?.success && last?.tool !== 'explain' && (
        <>
          {rows && rows.rows.length > 0 && <ResultGrid result={rows} />}
          {rows?.rows.length === 0 && <p className="px-5 py-6 text-center text-muted text-sm">{t('none')}</p>}
          {!rows && (
            <div className="p-4">
              <JsonView label={t('title')} value={readValue(first)} />
            </div>
          )}
          {next !== null && (
            <div className="flex justify-center border-t px-5 py-3">
              <Button variant="ghost" pending={run.isPending} onClick={more}>
                {t('more')}
              </Button>
            </div>
          )}
        </>
      )}
      {(failure || run.error) && <RunFailure answer={failure} error={run.error} onGoTo={onGoTo} />}
    </Card>
  );
}
