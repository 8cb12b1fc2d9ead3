'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { useExportPath } from '@/hooks/use-executions';
import { toListFilters, useActivityFilters } from './activity-filters';
import { ActivityLog } from './activity-log';

export function ActivityPage() {
  const t = useTranslations('activity');
  const [filters] = useActivityFilters();
  const exportPath = useExportPath(toListFilters(filters));
  const download = (
    <Button asChild>
      <a href={exportPath} download="executions.csv">
        <Download aria-hidden />
        {t('export')}
      </a>
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={download} />
      <ActivityLog />
    </>
  );
}
