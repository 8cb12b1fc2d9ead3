'use client';

import { useTranslations } from 'next-intl';
import { ReconnectButton } from '@/components/connect/reconnect-button';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { useViewedAccount } from '@/hooks/use-viewed-account';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { OutageNotice } from './outage-notice';
import { needsReconnect } from './profile-words';

/** What keeps the profile from working, with the button that mends it; `?reconnect=1` asks for it as well. */
export function ProfileNotices({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('profiles');
  const [{ reconnect }, setFilters] = useUrlFilters({ reconnect: '' });
  const isOwn = useViewedAccount() === null;
  const { status, status_reason, unreachable } = profile;
  if (status === 'disabled') return <Notice className="mb-5">{t('why.disabled')}</Notice>;
  if (!needsReconnect(profile) && reconnect === '') {
    if (!profile.is_active) return <Notice className="mb-5">{t('why.inactive')}</Notice>;
    if (unreachable) return <OutageNotice outage={unreachable} />;
    return profile.tools_state === 'syncing' ? <Syncing app={profile.app_name} /> : null;
  }
  const why = status === 'connected' ? t('why.asked') : t(`why.${status}`);
  return (
    <Notice
      tone={status === 'needs_reconnect' || status === 'revoked' || status === 'error' ? 'bad' : 'warn'}
      className="mb-5"
    >
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-60 flex-1">
          <p>{why}</p>
          {status_reason && <p className="text-xs">{status_reason}</p>}
        </div>
        {isOwn && <ReconnectButton profile={profile} size="sm" onConnected={() => setFilters({ reconnect: '' })} />}
      </div>
    </Notice>
  );
}

/** Connected, and the provider has not said yet what the app offers; it is asked again by itself. */
function Syncing({ app }: { app: string }) {
  const t = useTranslations('profiles');
  return (
    <Notice role="status" className="mb-5">
      {t('why.syncing', { app })}
      <Progress label={t('toolsSyncing')} value={null} max={1} className="mt-2" />
    </Notice>
  );
}
