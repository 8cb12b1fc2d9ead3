'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { formatDuration } from '@/lib/format';
import { RoleOfForm } from './role/role-of-form';
import { RoleTitle } from './role/role-title';
import type { ConnectionForm } from './use-connection-form';

/** What the server said of itself, beside the buttons and always in sight; or what is wrong and belongs to no field. */
export function TestOutcome({ connection }: { connection: ConnectionForm }) {
  const { test, problem, role } = connection;
  const t = useTranslations('databases.form');
  const locale = useLocale();
  const message = problem ?? (test.data?.success ? test.data.message : null);
  if (message === null) return null;
  const isReader = role?.level === 'reads';
  const latencyMs = problem === null ? test.data?.latency_ms : null;
  return (
    // A role with much to say must not push the form out of the window.
    <div className="mx-5 mb-4 grid max-h-[50dvh] shrink-0 gap-2 overflow-y-auto">
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
