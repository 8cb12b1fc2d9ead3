'use client';

import { useTranslations } from 'next-intl';
import { readContent } from '@/components/tools/try-it/read-content';
import { JsonView } from '@/components/ui/json-view';
import type { ExecutionDetails } from '@/lib/contracts/execution';
import type { Json } from '@/lib/contracts/json';
import { ExecutionFacts } from './execution-facts';
import { ExecutionStatusBadge } from './execution-status';
import { FailureExplained } from './failure-explained';

export function ExecutionDetailsView({ call }: { call: ExecutionDetails }) {
  const t = useTranslations('activity');
  const isKept = call.parameters !== null || call.response !== null;
  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        <p className="break-all font-medium font-mono text-sm">{call.tool_name}</p>
        <div>
          <ExecutionStatusBadge status={call.status} />
        </div>
      </div>
      {call.status !== 'succeeded' && <FailureExplained call={call} />}
      <ExecutionFacts call={call} />
      {isKept ? (
        <>
          <Payload title={t('parameters')} value={call.parameters} nothing={t('noParameters')} />
          <Payload
            title={t('response')}
            value={call.response === null ? null : readContent(call.response)}
            nothing={t('noResponse')}
          />
          <p className="text-faint text-xs">{t('redacted')}</p>
        </>
      ) : (
        <p className="text-muted text-sm">{t('notKept')}</p>
      )}
    </div>
  );
}

function Payload({ title, value, nothing }: { title: string; value: Json; nothing: string }) {
  return (
    <section className="grid min-w-0 gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {isEmpty(value) ? <p className="text-muted text-sm">{nothing}</p> : <JsonView label={title} value={value} />}
    </section>
  );
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
