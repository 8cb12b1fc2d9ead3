'use client';

import { useTranslations } from 'next-intl';
import { StatusBadge } from '@/components/ui/status';
import { TimeAgo } from '@/components/ui/time-ago';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

/** A status is worth as much as its date: when the provider last confirmed it. */
export function ProfileStatus({ profile: { status, last_synced_at } }: { profile: ProfileDetails }) {
  const t = useTranslations('profiles');
  return (
    <span className="grid justify-items-start gap-0.5">
      <StatusBadge status={status} />
      <span className="text-faint text-xs">
        {last_synced_at ? t.rich('confirmed', { at: () => <TimeAgo at={last_synced_at} /> }) : t('neverConfirmed')}
      </span>
    </span>
  );
}
