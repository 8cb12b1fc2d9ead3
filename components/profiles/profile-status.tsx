'use client';

import { useTranslations } from 'next-intl';
import { Since } from '@/components/ui/since';
import { StatusBadge } from '@/components/ui/status';
import { TimeAgo } from '@/components/ui/time-ago';
import { useOutageWords } from '@/hooks/use-outage-words';
import { USABLE } from '@/lib/contracts/profile';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

type Props = {
  profile: ProfileDetails;
  /** Where nothing else on the page says why a service cannot be reached. */
  withReason?: boolean;
};

/** A status is worth as much as its date: when the provider last confirmed it, or since when nobody answers. */
export function ProfileStatus({ profile: { status, last_synced_at, unreachable }, withReason = false }: Props) {
  const t = useTranslations('profiles');
  const words = useOutageWords();
  const outage = USABLE.includes(status) ? unreachable : null;
  return (
    <span className="grid justify-items-start gap-0.5">
      <StatusBadge status={status} unreachable={outage !== null} />
      {outage ? (
        <span className="text-muted text-xs">
          {t.rich('since', { at: () => <Since at={outage.since} /> })}
          {withReason && (
            <span
              title={words(outage)}
              className="line-clamp-2 max-w-56 whitespace-normal max-sm:hidden text-pretty text-faint"
            >
              {words(outage)}
            </span>
          )}
        </span>
      ) : (
        <span className="text-faint text-xs">
          {last_synced_at ? t.rich('confirmed', { at: () => <TimeAgo at={last_synced_at} /> }) : t('neverConfirmed')}
        </span>
      )}
    </span>
  );
}
