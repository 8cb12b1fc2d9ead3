'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { cn } from '@/lib/cn';
import { formatDuration } from '@/lib/format';
import { RoleOfForm } from './role/role-of-form';
import { RoleTitle } from './role/role-title';
import type { ConnectionForm } from './use-connection-form';

/** What the server said of itself, or what is wrong and belongs to no field. Below the fields, and in sight when it comes. */
export function TestOutcome({ connection, className }: { connection: ConnectionForm; className?: string }) {
  const { test, problem, role } = connection;
  const t = useTranslations('databases.form');
  const locale = useLocale();
  const message = problem ?? (test.data?.success ? test.data.message : null);
  if (message === null) return null;
  const isReader = role?.level === 'reads';
  const latencyMs = problem === null ? test.data?.latency_ms : null;
  return (
    <div ref={intoView} className={cn('grid scroll-my-4 gap-2', className)}>
      <Notice tone={problem === null ? 'ok' : 'bad'} role={problem === null ? 'status' : 'alert'}>
        {message}{' '}
        {typeof latencyMs === 'number' && (
          <span className="whitespace-nowrap tabular-nums">
            {t('latency', { time: formatDuration(latencyMs, locale) })}
          </span>
        )}
        {role && isReader && <RoleTitle role={role} />}
      </Notice>
      {role && !isReader && <RoleOfForm connection={connection} role={role} needsAcceptance />}
    </div>
  );
}

function intoView(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' });
}
