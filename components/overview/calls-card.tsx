'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Plot, type PlotSeries } from '@/components/ui/plot';
import { PlotLegend } from '@/components/ui/plot-legend';
import type { Overview } from '@/lib/contracts/overview';
import { formatHour, formatNumber } from '@/lib/format';

export function CallsCard({ calls }: { calls: Overview['calls'] }) {
  const t = useTranslations('overview.calls');
  const locale = useLocale();
  const series: PlotSeries[] = [
    { key: 'succeeded', label: t('succeeded'), tone: 'muted' },
    { key: 'failed', label: t('failed'), tone: 'bad' },
  ];
  return (
    <Card aria-labelledby="calls">
      <CardHeader
        id="calls"
        title={t('title')}
        description={t('description')}
        actions={calls.total > 0 && <PlotLegend series={series} />}
      />
      <CardBody>
        {calls.total === 0 ? (
          <EmptyState
            className="min-h-60 justify-center py-0"
            title={t('emptyTitle')}
            description={t('emptyDescription')}
          />
        ) : (
          <div className="h-60">
            <Plot
              label={t('plot', { total: calls.total, failed: calls.failed })}
              data={calls.series}
              series={series}
              formatAt={(at) => formatHour(at, locale)}
              formatValue={(value) => formatNumber(value, locale)}
            />
          </div>
        )}
      </CardBody>
    </Card>
  );
}
