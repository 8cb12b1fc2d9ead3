'use client';

import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { QueryView } from '@/components/ui/query-view';
import { useMe } from '@/hooks/use-me';
import { useOverview } from '@/hooks/use-overview';
import { AttentionCard } from './attention-card';
import { CallsCard } from './calls-card';
import { NextStepCard } from './next-step-card';
import { OverviewStats } from './overview-stats';
import { OverviewWaiting } from './overview-waiting';

export function OverviewPage() {
  const t = useTranslations('overview');
  const { user, workspace } = useMe();
  const overview = useOverview();
  return (
    <>
      <PageHeader
        title={t('greeting', { name: user.name.split(' ')[0] ?? user.name })}
        description={t('description', { workspace: workspace.name })}
      />
      <QueryView query={overview} waiting={<OverviewWaiting />}>
        {(data) => (
          <div className="grid gap-5">
            {data.next_step && <NextStepCard step={data.next_step} />}
            <OverviewStats overview={data} />
            <div className="grid gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
              <CallsCard calls={data.calls} />
              <AttentionCard items={data.attention} isNewcomer={data.profiles.total === 0} />
            </div>
          </div>
        )}
      </QueryView>
    </>
  );
}
