'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { ConnectReturn } from '@/components/connect/connect-return';
import { isDatabase } from '@/components/databases/is-database';
import { CrumbLabel } from '@/components/shell/crumb';
import { QueryView } from '@/components/ui/query-view';
import { Tabs, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useProfile } from '@/hooks/use-profiles';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { ProfileHead } from './profile-head';
import { ProfileNotices } from './profile-notices';
import { ProfilePanel } from './profile-panel';
import { PROFILE_TABS } from './profile-tabs';
import { ProfileWaiting } from './profile-waiting';

const RoleNotice = dynamic(
  () => import('@/components/databases/role/role-notice').then((module) => module.RoleNotice),
  { ssr: false },
);

export function ProfilePage({ id }: { id: string }) {
  const t = useTranslations('profiles.tabs');
  const profile = useProfile(id);
  const [{ tab }, setFilters] = useUrlFilters({ tab: PROFILE_TABS[0].id });
  return (
    <QueryView query={profile} waiting={<ProfileWaiting />}>
      {(details) => {
        const tabs = PROFILE_TABS.filter(({ isShown }) => isShown?.(details) ?? true);
        const current = tabs.find((known) => known.id === tab) ?? PROFILE_TABS[0];
        return (
          <>
            <CrumbLabel label={details.display_name} />
            <ConnectReturn />
            <ProfileHead profile={details} />
            <ProfileNotices profile={details} />
            {/* The settings say it themselves, with what to do about it. */}
            {isDatabase(details) && current.id !== 'settings' && <RoleNotice profile={details} />}
            <Tabs value={current.id} onValueChange={(next) => setFilters({ tab: next as typeof current.id })}>
              <TabsList>
                {tabs.map(({ id: name }) => (
                  <TabsTrigger key={name} value={name}>
                    {t(name)}
                  </TabsTrigger>
                ))}
              </TabsList>
              {tabs.map((known) => (
                <ProfilePanel key={known.id} tab={known} isCurrent={known.id === current.id} profile={details} />
              ))}
            </Tabs>
          </>
        );
      }}
    </QueryView>
  );
}
