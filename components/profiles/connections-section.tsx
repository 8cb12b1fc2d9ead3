'use client';

import { useTranslations } from 'next-intl';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { QueryView } from '@/components/ui/query-view';
import { useProfiles } from '@/hooks/use-profiles';
import { ConnectButton } from './connect-button';
import { ProfileList } from './profile-list';

type Props = {
  title: string;
  provider: string;
  slug: string;
  appName: string;
  onConnect: () => void;
  onChange?: (profileId: string) => void;
};

/** The account's profiles of one app through one provider, and the button that adds one. */
export function ConnectionsSection({ title, provider, slug, appName, onConnect, onChange }: Props) {
  const t = useTranslations('profiles');
  const profiles = useProfiles({ app_slug: slug, provider, sort: 'preferred' });
  return (
    <Card aria-labelledby="profiles-of-app">
      <CardHeader id="profiles-of-app" title={title} />
      <QueryView
        query={profiles}
        empty={
          <EmptyState
            className="pt-4"
            title={t('noneOfApp', { app: appName })}
            description={t('noneOfAppDescription')}
            action={<ConnectButton appName={appName} onClick={onConnect} />}
          />
        }
      >
        {(items) => (
          <>
            <ProfileList profiles={items} {...(onChange && { onChange })} />
            <LoadMore query={profiles} />
          </>
        )}
      </QueryView>
    </Card>
  );
}
