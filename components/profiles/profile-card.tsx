'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ReconnectButton } from '@/components/connect/reconnect-button';
import { Badge } from '@/components/ui/badge';
import { StatusBadge } from '@/components/ui/status';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { needsReconnect, useProfileAddress } from './profile-words';

type Props = { profile: ProfileDetails; onChange?: (profileId: string) => void };

/** One profile where there is no room for a table. */
export function ProfileCard({ profile, onChange }: Props) {
  const t = useTranslations('profiles');
  const address = useProfileAddress();
  const toolWords =
    profile.tools_state === 'syncing'
      ? t('toolsSyncing')
      : t('toolsOn', { on: profile.enabled_tools.length, total: totalOf(profile) });
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-1.5 px-5 py-3.5">
      <div className="flex flex-wrap items-center gap-2">
        <Link
          href={address(profile.profile_id)}
          className="min-w-0 truncate rounded-sm font-medium text-sm hover:underline"
        >
          {profile.display_name}
        </Link>
        {profile.is_default && <Badge>{t('default')}</Badge>}
        <StatusBadge status={profile.status} unreachable={profile.unreachable !== null} className="ml-auto" />
      </div>
      <p className="truncate text-muted text-xs">{[profile.label, toolWords].filter(Boolean).join(' · ')}</p>
      {needsReconnect(profile) && (
        <ReconnectButton
          profile={profile}
          size="sm"
          className="mt-1 justify-self-start"
          {...(onChange && { onConnected: onChange })}
        />
      )}
    </article>
  );
}

function totalOf({ tools_total, enabled_tools }: ProfileDetails): number {
  return Math.max(tools_total, enabled_tools.length);
}
