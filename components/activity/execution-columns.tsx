'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { AppIcon } from '@/components/apps/app-icon';
import { dataColumns } from '@/components/ui/data-table-features';
import type { Execution } from '@/lib/contracts/execution';
import { formatDuration } from '@/lib/format';
import { ExecutionStatusBadge } from './execution-status';
import { Moment } from './moment';
import { useKnownApps } from './use-known-apps';
import { userOf } from './user-of';

const column = dataColumns<Execution>();
const FIXED = { enableSorting: false } as const;

/** On a profile's own page the profile is known; where the calls are one's own, so is the user. */
type Shown = { withProfile: boolean; withUser: boolean };

/** The list is in the order of time whatever is pressed: it has more pages than are here. */
export function useExecutionColumns({ withProfile, withUser }: Shown) {
  const t = useTranslations('activity.columns');
  return useMemo(
    () =>
      column.columns([
        column.accessor('tool_name', {
          ...FIXED,
          header: t('call'),
          cell: ({ row }) => <Call call={row.original} withProfile={withProfile} withUser={withUser} />,
          meta: { className: 'w-full max-w-0' },
        }),
        ...(withUser
          ? [
              column.accessor(userOf, {
                ...FIXED,
                id: 'user',
                header: t('user'),
                cell: ({ getValue }) => <span className="block max-w-48 truncate text-muted">{getValue()}</span>,
                meta: { className: 'hidden lg:table-cell' },
              }),
            ]
          : []),
        column.accessor('status', {
          ...FIXED,
          header: t('status'),
          cell: ({ row }) => <ExecutionStatusBadge status={row.original.status} />,
        }),
        column.accessor('duration_ms', {
          ...FIXED,
          header: t('duration'),
          cell: ({ row }) => <Duration ms={row.original.duration_ms} />,
          meta: { className: 'hidden text-right sm:table-cell' },
        }),
        column.accessor('attempts', {
          ...FIXED,
          header: t('attempts'),
          cell: ({ row }) => <span className="text-muted tabular-nums">{row.original.attempts}</span>,
          meta: { className: 'hidden text-right lg:table-cell' },
        }),
        column.accessor('executed_at', {
          ...FIXED,
          header: t('when'),
          cell: ({ row }) => <Moment at={row.original.executed_at} />,
          meta: { className: 'hidden text-right md:table-cell' },
        }),
      ]),
    [t, withProfile, withUser],
  );
}

function Call({ call, withProfile, withUser }: Shown & { call: Execution }) {
  const { find } = useKnownApps();
  const known = find(call);
  const app = known?.app_name ?? call.app_slug;
  const where = [withProfile && (call.profile_name ?? app), call.profile_label].filter(Boolean).join(' · ');
  return (
    <div className="flex min-w-0 items-center gap-3">
      {withProfile && <AppIcon url={known?.icon_url ?? null} name={app || call.tool_name} className="size-7" />}
      <div className="grid min-w-0">
        <span className="truncate font-medium font-mono text-xs">{call.tool_name}</span>
        {withUser && <span className="truncate text-muted text-xs lg:hidden">{userOf(call)}</span>}
        <span className="truncate text-muted text-xs">
          <span className="md:hidden">
            <Moment at={call.executed_at} />
            {' · '}
          </span>
          {call.error ?? where}
        </span>
      </div>
    </div>
  );
}

function Duration({ ms }: { ms: number }) {
  const locale = useLocale();
  return <span className="whitespace-nowrap text-muted tabular-nums">{formatDuration(ms, locale)}</span>;
}
