'use client';

import { PlugZap } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { useCheckEndpoint } from '@/hooks/use-check-endpoint';
import { formatDuration } from '@/lib/format';
import { type ConnectionTarget, headersFor } from './connection-target';

const SHOWN = 12;

/** A real tools/list through the endpoint, with the key and the user that the configuration names. */
export function CheckEndpoint({ target }: { target: ConnectionTarget }) {
  const t = useTranslations('connectAgent.check');
  const locale = useLocale();
  const check = useCheckEndpoint();
  const run = () => check.mutate({ url: target.url, headers: headersFor(target) });
  const { tools = [], latencyMs = 0 } = check.data ?? {};
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button pending={check.isPending} disabled={target.key === null} onClick={run}>
          <PlugZap aria-hidden />
          {t('action')}
        </Button>
        {target.key === null && <span className="text-muted text-sm">{t('needsKey')}</span>}
      </div>
      {check.data === null && (
        <Notice tone="bad" role="alert">
          {t('unknownKey')}
        </Notice>
      )}
      {check.data && (
        <Notice tone={tools.length > 0 ? 'ok' : 'warn'} role="status">
          <p className="font-medium">{t('works', { count: tools.length, time: formatDuration(latencyMs, locale) })}</p>
          {tools.length === 0 ? (
            <p>{t('noTools')}</p>
          ) : (
            <p className="break-words font-mono text-xs">
              {tools.slice(0, SHOWN).join(', ')}
              {tools.length > SHOWN && '…'}
            </p>
          )}
        </Notice>
      )}
      {check.isError && <Failure error={check.error} onRetry={run} className="rounded-lg border py-7" />}
    </div>
  );
}
