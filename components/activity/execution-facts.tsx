'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useProviderWords } from '@/components/apps/provider-words';
import { CopyButton } from '@/components/ui/copy-button';
import { useIsAdmin, useMe } from '@/hooks/use-me';
import type { ExecutionDetails } from '@/lib/contracts/execution';
import { formatDuration, formatMoment } from '@/lib/format';
import { shortAgent } from './agent-filter';
import { useCallerName } from './use-caller-name';
import { useKnownApps } from './use-known-apps';
import { userOf } from './user-of';

export function ExecutionFacts({ call }: { call: ExecutionDetails }) {
  const t = useTranslations('activity.facts');
  const locale = useLocale();
  const { nameOf } = useProviderWords();
  const { find } = useKnownApps();
  const { account_id } = useMe();
  const isAdmin = useIsAdmin();
  const callerName = useCallerName(call);
  const account = call.account_id === account_id ? '' : `?account=${call.account_id}`;
  const app = find(call)?.app_name ?? call.app_slug;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 rounded-lg border px-4 py-3 text-sm">
      <Fact name={t('when')}>{formatMoment(call.executed_at, locale)}</Fact>
      <Fact name={t('duration')}>{formatDuration(call.duration_ms, locale)}</Fact>
      <Fact name={t('attempts')}>{t('attemptCount', { count: call.attempts })}</Fact>
      {app && <Fact name={t('app')}>{[app, call.provider && nameOf(call.provider)].filter(Boolean).join(' · ')}</Fact>}
      {call.profile_id && (
        <Fact name={t('profile')}>
          {call.profile_name === null ? (
            t('deleted', { id: call.profile_id.slice(0, 8) })
          ) : (
            <Link
              href={`/profiles/${call.profile_id}${account}`}
              className="rounded-sm text-accent-ink hover:underline"
            >
              {[call.profile_name, call.profile_label].filter(Boolean).join(' · ')}
            </Link>
          )}
        </Fact>
      )}
      {isAdmin && (
        <Fact name={t('user')}>
          <Link href={`/profiles${account}`} className="rounded-sm text-accent-ink hover:underline">
            {userOf(call)}
          </Link>
        </Fact>
      )}
      <Fact name={t('caller')}>{callerName}</Fact>
      {call.agent_id && (
        <Fact name={t('agent')}>
          <Link
            href={`/activity?agent=${call.agent_id}`}
            className="rounded-sm font-mono text-accent-ink text-xs hover:underline"
          >
            {shortAgent(call.agent_id)}
          </Link>
        </Fact>
      )}
      <Fact name={t('execution')}>
        <Id value={call.id} />
      </Fact>
      {call.request_id && (
        <Fact name={t('request')}>
          <Id value={call.request_id} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted leading-7">{name}</dt>
      <dd className="min-w-0 truncate leading-7">{children}</dd>
    </>
  );
}

function Id({ value }: { value: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="truncate font-mono text-xs">{value}</code>
      <CopyButton text={value} />
    </span>
  );
}
