'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { AppIcon } from '@/components/apps/app-icon';
import { dataColumns } from '@/components/ui/data-table-features';
import type { Execution } from '@/lib/contracts/execution';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { formatDuration } from '@/lib/format';
import { AccountOfCall } from './account-of-call';
import { ExecutionStatusBadge } from './execution-status';
import { Moment } from './moment';
import { useKnownProfiles } from './use-known-profiles';

const column = dataColumns<Execution>();
const FIXED = { enableSorting: false } as const;

/** The list is in the order of time whatever is pressed: it has more pages than are here. */
export function useExecutionColumns({ withProfile, withAccount }: { withProfile: boolean; withAccount: boolean }) {
  const t = useTranslations('activity.columns');
  return useMemo(
    () =>
      column.columns([
        column.accessor('tool_name', {
          ...FIXED,
          header: t('call'),
          cell: ({ row }) => <Call call={row.original} withProfile={withProfile} />,
          meta: { className: 'w-full max-w-0' },
        }),
        ...(withAccount ? [accountColumn(t('account'))] : []),
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
    [t, withProfile, withAccount],
  );
}

function accountColumn(header: string) {
  return column.accessor('account_id', {
    ...FIXED,
    header,
    cell: ({ getValue }) => (
      <span className="block max-w-40 truncate text-muted">
        <AccountOfCall id={getValue()} />
      </span>
    ),
    meta: { className: 'hidden sm:table-cell' },
  });
}

function Call({ call, withProfile }: { call: Execution; withProfile: boolean }) {
  const { find, findProfile } = useKnownProfiles();
  const known = find(call);
  const profile = findProfile(call.profile_id);
  const app = known?.app_name ?? call.app_slug;
  return (
    <div className="flex min-w-0 items-center gap-3">
      {withProfile && <AppIcon url={known?.icon_url ?? null} name={app || call.tool_name} className="size-7" />}
      <div className="grid min-w-0">
        <span className="truncate font-medium font-mono text-xs">{call.tool_name}</span>
        <span className="truncate text-muted text-xs">
          <span className="md:hidden">
            <Moment at={call.executed_at} />
            {' · '}
          </span>
          {call.error ??
            [withProfile && (profile?.display_name ?? app), accountOf(call, profile)].filter(Boolean).join(' · ')}
        </span>
      </div>
    </div>
  );
}

/** A profile may have been connected to another account since: a call of before is not shown as made with that one. */
function accountOf(call: Execution, profile: ProfileDetails | undefined): string | null {
  if (!profile?.connected_at || call.executed_at < profile.connected_at) return null;
  return profile.label;
}

function Duration({ ms }: { ms: number }) {
  const locale = useLocale();
  return <span className="whitespace-nowrap text-muted tabular-nums">{formatDuration(ms, locale)}</span>;
}
