'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Registry } from '@/components/apps/registry';
import { ProfileList } from '@/components/profiles/profile-list';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { QueryView } from '@/components/ui/query-view';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import type { AppFilters } from '@/hooks/use-apps';
import { useProfiles } from '@/hooks/use-profiles';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ConnectorTools } from './connector-tools';

type Props = {
  /** Narrows the registry to what is needed here, as an agent's page does. */
  search?: string;
  /** Something was connected, or connected again. */
  onProfilesChange?: (profileId: string) => void;
};

const NO_FILTERS: AppFilters = { q: '', category: '', provider: '' };

/** Registry, connections and tools of one account in one place, to be used inside other pages. */
export function Connector({ search = '', onProfilesChange }: Props) {
  const t = useTranslations('profiles.connector');
  const [tab, setTab] = useState('profiles');
  const [filters, setFilters] = useState<AppFilters>({ ...NO_FILTERS, q: search });
  const [opened, setOpened] = useState<ProfileDetails | null>(null);
  const profiles = useProfiles();
  return (
    <Tabs value={tab} onValueChange={setTab}>
      <TabsList>
        <TabsTrigger value="profiles">{t('profiles')}</TabsTrigger>
        <TabsTrigger value="tools">{t('tools')}</TabsTrigger>
        <TabsTrigger value="apps">{t('apps')}</TabsTrigger>
      </TabsList>
      <TabsContent value="profiles">
        <Card>
          <QueryView query={profiles} empty={<EmptyState title={t('none')} description={t('noneDescription')} />}>
            {(items) => (
              <>
                <ProfileList profiles={items} {...(onProfilesChange && { onChange: onProfilesChange })} />
                <LoadMore query={profiles} />
              </>
            )}
          </QueryView>
        </Card>
      </TabsContent>
      <TabsContent value="tools">
        <ConnectorTools profiles={profiles.data ?? []} opened={opened} onOpen={setOpened} />
      </TabsContent>
      <TabsContent value="apps">
        <Registry
          filters={filters}
          text={filters.q}
          onType={(q) => setFilters((former) => ({ ...former, q }))}
          onFilter={(change) => setFilters((former) => ({ ...former, ...change }))}
          {...(onProfilesChange && { onConnected: onProfilesChange })}
        />
      </TabsContent>
    </Tabs>
  );
}
