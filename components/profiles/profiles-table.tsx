'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { AppIcon } from '@/components/apps/app-icon';
import { useProviderWords } from '@/components/apps/provider-words';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { dataColumns } from '@/components/ui/data-table-features';
import { TimeAgo } from '@/components/ui/time-ago';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ProfileActions } from './profile-actions';
import { ProfileStatus } from './profile-status';
import { useProfileAddress } from './profile-words';

const column = dataColumns<ProfileDetails>();
const BY_APP = [{ id: 'app', desc: false }];

type Props = {
  profiles: ProfileDetails[];
  /** While there are more to load, the table keeps the order they come in: sorting would order only those that are here. */
  isComplete: boolean;
};

export function ProfilesTable({ profiles, isComplete }: Props) {
  const t = useTranslations('profiles');
  const router = useRouter();
  const address = useProfileAddress();
  const { nameOf } = useProviderWords();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((profile) => `${profile.app_name} ${profile.display_name}`, {
          id: 'app',
          header: t('profile'),
          sortFn: 'text',
          cell: ({ row: { original: profile } }) => (
            <div className="flex items-center gap-3 min-w-40 max-w-40 sm:min-w-44 sm:max-w-56 lg:max-w-80">
              <AppIcon url={profile.icon_url} name={profile.app_name} className="size-8" />
              <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)]">
                <span className="flex min-w-0 items-center gap-2">
                  <span className="truncate font-medium">{profile.display_name}</span>
                  {profile.is_default && <Badge>{t('default')}</Badge>}
                  {!profile.is_active && <Badge tone="warn">{t('inactive')}</Badge>}
                </span>
                <span className="truncate text-muted text-xs">
                  {[profile.app_name, profile.label ?? nameOf(profile.provider)].join(' · ')}
                </span>
              </div>
            </div>
          ),
        }),
        column.accessor('status', {
          header: t('status'),
          sortFn: 'text',
          meta: { className: 'sm:whitespace-nowrap' },
          cell: ({ row }) => <ProfileStatus profile={row.original} withReason />,
        }),
        column.accessor((profile) => profile.enabled_tools.length, {
          id: 'tools',
          header: t('tools'),
          meta: { className: 'hidden sm:table-cell whitespace-nowrap tabular-nums' },
          cell: ({ row: { original: profile } }) => <ToolCount profile={profile} />,
        }),
        column.accessor((profile) => profile.last_used_at ?? '', {
          id: 'used',
          header: t('lastUsed'),
          sortFn: 'text',
          sortDescFirst: true,
          meta: { className: 'hidden lg:table-cell whitespace-nowrap text-muted' },
          cell: ({ getValue }) => (getValue() ? <TimeAgo at={getValue()} /> : t('never')),
        }),
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">{t('actions')}</span>,
          meta: { className: 'w-0 text-right' },
          cell: ({ row }) => <ProfileActions profile={row.original} isInRow />,
        }),
      ]),
    [t, nameOf],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      data={profiles}
      getRowId={(profile) => profile.profile_id}
      initialSorting={BY_APP}
      isSortable={isComplete}
      onOpen={(profile) => router.push(address(profile.profile_id))}
    />
  );
}

function ToolCount({ profile: { enabled_tools, tools_total, tools_new, tools_state } }: { profile: ProfileDetails }) {
  const t = useTranslations('profiles');
  return (
    <span className="flex items-center gap-2">
      {tools_state === 'syncing'
        ? t('toolsSyncing')
        : t('onOfTotal', { on: enabled_tools.length, total: Math.max(tools_total, enabled_tools.length) })}
      {tools_new > 0 && tools_state === 'ready' && <Badge tone="info">{t('newTools', { count: tools_new })}</Badge>}
    </span>
  );
}
