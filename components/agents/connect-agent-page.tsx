'use client';

import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { ConnectPanel } from './connect-panel';

export function ConnectAgentPage() {
  const t = useTranslations('connectAgent');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <ConnectPanel />
    </>
  );
}
