'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { AppIcon } from '@/components/apps/app-icon';
import { useProviderWords } from '@/components/apps/provider-words';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { dataColumns } from '@/components/ui/data-table-features';
import { TimeAgo } from '@/components/ui/time-ago';
import { type ProfileDetails, ProfileSort, type SortOrder } from '@/lib/contracts/profile-list';
import { ProfileActions } from './profile-actions';
import { ProfileStatus } from './profile-status';
import { useProfileAddress } from './profile-words';

const column = dataColumns<ProfileDetails>();

export type ProfileSorting = { sort: ProfileSort; order: SortOrder };

type Props = {
  profiles: ProfileDetails[];
  sorting: ProfileSorting;
  onSort: (sorting: ProfileSorting) => void;
};

/** Sorted by the server: there may be more profiles than have been loaded. A column is called as the order it asks for. */
export function ProfilesTable({ profiles, sorting: { sort, order }, onSort }: Props) {
  const t = useTranslations('profiles');
  const router = useRouter();
  const address = useProfileAddress();
  const { nameOf } = useProviderWords();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('display_name', {
          id: 'name' satisfies ProfileSort,
          header: t('profile'),
          cell: ({ row: { original: profile } }) => (
            <div className="flex items-center gap-3 min-w-40 max-w-40 sm:min-w-44 sm:max-w-56 lg:max-w-80">
              <AppIcon url={profile.icon_url} name={profile.app_name} className="size-8" />
              <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)]">
                <span className="flex min-w-0 items-center gap-2">
                  {/* For the mouse: to open it in another tab, to copy its address. The row itself has the keyboard. */}
                  <Link href={address(profile.profile_id)} tabIndex={-1} className="truncate font-medium">
                    {profile.display_name}
                  </Link>
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
          id: 'status' satisfies ProfileSort,
          header: t('status'),
          meta: { className: 'sm:whitespace-nowrap' },
          cell: ({ row }) => <ProfileStatus profile={row.original} withReason />,
        }),
        column.accessor((profile) => profile.enabled_tools.length, {
          id: 'tools' satisfies ProfileSort,
          header: t('tools'),
          sortDescFirst: true,
          meta: { className: 'hidden sm:table-cell whitespace-nowrap tabular-nums' },
          cell: ({ row: { original: profile } }) => <ToolCount profile={profile} />,
        }),
        column.accessor((profile) => profile.last_used_at ?? '', {
          id: 'last_used' satisfies ProfileSort,
          header: t('lastUsed'),
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
    [t, nameOf, address],
  );
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      data={profiles}
      getRowId={(profile) => profile.profile_id}
      sorting={{
        value: [{ id: sort, desc: order === 'desc' }],
        onChange: ([next]) => {
          const chosen = ProfileSort.safeParse(next?.id);
          if (chosen.success) onSort({ sort: chosen.data, order: next?.desc ? 'desc' : 'asc' });
        },
      }}
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
