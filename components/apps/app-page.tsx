'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConnectApp } from '@/components/connect/connect-app';
import { ConnectReturn } from '@/components/connect/connect-return';
import { ConnectionsSection } from '@/components/profiles/connections-section';
import { ProfileWaiting } from '@/components/profiles/profile-waiting';
import { CrumbLabel } from '@/components/shell/crumb';
import { QueryView } from '@/components/ui/query-view';
import { useApp, useAppOffers } from '@/hooks/use-apps';
import type { AppCard } from '@/lib/contracts/app-list';
import { AppHead } from './app-head';
import { AppTools } from './app-tools';

type Props = { provider: string; slug: string };

/** What an app is, what agents could do with it, and what this account has of it. */
export function AppPage({ provider, slug }: Props) {
  const t = useTranslations('apps');
  const app = useApp(provider, slug);
  const others = (useAppOffers(provider, slug).data ?? []).filter((offer) => offer.provider !== provider);
  const [isConnecting, setConnecting] = useState(false);
  return (
    <QueryView query={app} waiting={<ProfileWaiting />}>
      {(details) => {
        const offers: [AppCard, ...AppCard[]] = [details, ...others];
        return (
          <>
            <CrumbLabel label={details.name} />
            <ConnectReturn />
            <AppHead app={details} others={others} onConnect={() => setConnecting(true)} />
            <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
              <AppTools app={details} />
              <ConnectionsSection
                title={t('yourProfiles')}
                provider={provider}
                slug={slug}
                appName={details.name}
                onConnect={() => setConnecting(true)}
              />
            </div>
            {isConnecting && <ConnectApp offers={offers} onOpenChange={setConnecting} />}
          </>
        );
      }}
    </QueryView>
  );
}
