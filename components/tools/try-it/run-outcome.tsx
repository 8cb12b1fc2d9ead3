'use client';

import { ArrowRight, CircleCheck, CircleSlash, CircleX } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Failure } from '@/components/ui/failure';
import { JsonView } from '@/components/ui/json-view';
import { Notice } from '@/components/ui/notice';
import { useExecution } from '@/hooks/use-executions';
import { ApiError } from '@/lib/api-client';
import type { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { formatDuration } from '@/lib/format';
import { readContent } from './read-content';

export function RunAnswer({ answer, onMore }: { answer: ToolCallAnswer; onMore: (cursor: string) => void }) {
  const t = useTranslations('tryIt');
  const content = answer.result === undefined ? undefined : readContent(answer.result);
  const next = answer.success ? answer.next_cursor : undefined;
  return (
    <div className="grid min-w-0 gap-3">
      <RunFacts
        executionId={answer.execution_id}
        outcome={answer.success ? 'succeeded' : 'failed'}
        durationMs={answer.duration_ms}
      />
      {!answer.success && (
        <Notice tone="bad" role="alert">
          <p className="font-medium">{t('toolFailed')}</p>
          <p className="whitespace-pre-wrap break-words">{answer.error}</p>
        </Notice>
      )}
      {content !== undefined && content !== null && <JsonView label={t('result')} value={content} />}
      {(content === undefined || content === null) && answer.success && (
        <p className="text-muted text-sm">{t('noContent')}</p>
      )}
      {next !== undefined && (
        <Button className="w-fit" onClick={() => onMore(next)}>
          {t('nextPart')}
        </Button>
      )}
    </div>
  );
}

export function RunRefusal({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations('tryIt');
  if (error.name === 'AbortError') {
    return (
      <Notice tone="info" role="status">
        {t('cancelled')}
      </Notice>
    );
  }
  const executionId = error instanceof ApiError ? error.detail.executionId : undefined;
  return (
    <div className="grid gap-3">
      {executionId && <RunFacts executionId={executionId} outcome="refused" />}
      <Failure error={error} onRetry={onRetry} className="rounded-lg border py-7" />
    </div>
  );
}

const LOOK = {
  succeeded: { tone: 'ok', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  refused: { tone: 'bad', icon: CircleSlash },
} as const;

type FactsProps = { executionId: string; outcome: keyof typeof LOOK; durationMs?: number };

/** Read back from the record, which was written before the answer was sent. */
function RunFacts({ executionId, outcome, durationMs }: FactsProps) {
  const t = useTranslations('tryIt');
  const status = useTranslations('activity.status');
  const locale = useLocale();
  const { data: record } = useExecution(executionId);
  const took = durationMs ?? record?.duration_ms;
  const { tone, icon: Icon } = LOOK[outcome];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-muted text-xs" role="status">
      <Badge tone={tone}>
        <Icon className="size-3" aria-hidden />
        {status(record?.status ?? outcome)}
      </Badge>
      {took !== undefined && <span className="tabular-nums">{formatDuration(took, locale)}</span>}
      {record && <span>{t('attempts', { count: record.attempts })}</span>}
      <span className="flex items-center">
        <code className="max-w-24 truncate font-mono" title={executionId}>
          {executionId}
        </code>
        <CopyButton text={executionId} />
      </span>
      <Link
        href={`/activity?call=${executionId}`}
        className="ml-auto inline-flex items-center gap-1 rounded-sm text-accent-ink hover:underline"
      >
        {t('seeRecord')}
        <ArrowRight className="size-3.5" aria-hidden />
      </Link>
    </div>
  );
}
