'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { StatusDot } from '@/components/ui/status';
import type { OutboxEntry } from '@/lib/contracts/outbox';

const ALL = 'all';

type Props = { entries: OutboxEntry[]; value: string; onValueChange: (app: string) => void };

export function OutboxFilter({ entries, value, onValueChange }: Props) {
  const t = useTranslations('outbox');
  const apps = [...new Set([...entries.map(({ app }) => app), ...(value ? [value] : [])])].sort();
  return (
    <div className="flex items-center justify-between gap-3 border-b px-4 py-3 sm:px-5">
      <Select
        aria-label={t('app')}
        className="w-48"
        value={value || ALL}
        onValueChange={(next) => onValueChange(next === ALL ? '' : next)}
        options={[{ value: ALL, label: t('allApps') }, ...apps.map((app) => ({ value: app, label: app }))]}
      />
      <span className="flex items-center gap-2 text-muted text-xs">
        <StatusDot tone="ok" label="" className="animate-pulse" />
        {t('live')}
      </span>
    </div>
  );
}
