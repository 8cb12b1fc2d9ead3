'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Stat } from '@/components/ui/stat';
import type { Overview } from '@/lib/contracts/overview';
import { formatNumber, formatPercent } from '@/lib/format';

export function OverviewStats({ overview: { profiles, calls } }: { overview: Overview }) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const succeeded = calls.total === 0 ? null : (calls.total - calls.failed) / calls.total;
  return (
    <Card>
      <dl className="grid grid-cols-2 divide-line max-lg:[&>*:nth-child(-n+2)]:border-b max-lg:[&>*:nth-child(even)]:border-l lg:grid-cols-4 lg:divide-x">
        <Stat
          label={t('stats.connected')}
          value={formatNumber(profiles.connected, locale)}
          note={t('stats.ofProfiles', { count: profiles.total })}
        />
        <Stat
          label={t('stats.attention')}
          value={formatNumber(profiles.attention, locale)}
          note={t(profiles.attention === 0 ? 'stats.allWell' : 'stats.seeBelow')}
        />
        <Stat label={t('stats.calls')} value={formatNumber(calls.total, locale)} note={t('stats.lastDay')} />
        <Stat
          label={t('stats.success')}
          value={succeeded === null ? t('stats.none') : formatPercent(succeeded, locale)}
          note={succeeded === null ? t('stats.noCalls') : t('stats.failed', { count: calls.failed })}
        />
      </dl>
    </Card>
  );
}
