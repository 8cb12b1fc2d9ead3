'use client';

import { RotateCw, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { isScriptFailure, useErrorWords } from '@/hooks/use-error-words';
import { ApiError } from '@/lib/api-client';
import { cn } from '@/lib/cn';
import { Button } from './button';

/** Asked again, the server would say the same. */
const SETTLED: ReadonlySet<string> = new Set(['forbidden', 'not_found', 'invalid_request']);

type Props = { error: Error; onRetry?: () => void; className?: string };

/** Says what happened, who can mend it, and offers the next step. */
export function Failure({ error, onRetry, className }: Props) {
  const t = useTranslations('errors');
  const { title, help } = useErrorWords()(error);
  const { action, requestId } = error instanceof ApiError ? error.detail : {};
  const isSettled = error instanceof ApiError && SETTLED.has(error.code);
  return (
    <div role="alert" className={cn('flex flex-col items-center px-6 py-10 text-center', className)}>
      <span className="grid size-9 place-items-center rounded-full bg-bad-soft text-bad-ink">
        <TriangleAlert className="size-4.5" aria-hidden />
      </span>
      <p className="mt-4 font-medium text-base">{title}</p>
      <p className="mt-1 max-w-md text-pretty text-muted text-sm">{help}</p>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        {action && (
          <Button asChild variant="primary">
            <Link href={action.url}>{t('fix')}</Link>
          </Button>
        )}
        {isScriptFailure(error) ? (
          <Button onClick={() => window.location.reload()}>
            <RotateCw aria-hidden />
            {t('reload')}
          </Button>
        ) : (
          onRetry &&
          !isSettled && (
            <Button onClick={onRetry}>
              <RotateCw aria-hidden />
              {t('retry')}
            </Button>
          )
        )}
      </div>
      {requestId && (
        <p className="mt-5 text-faint text-xs">
          {t('request')} <code className="select-all font-mono">{requestId}</code>
        </p>
      )}
    </div>
  );
}
