'use client';

import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { QueryView } from '@/components/ui/query-view';
import { useProviders } from '@/hooks/use-providers';
import { PreferenceCard } from './preference-card';
import { ProviderCard } from './provider-card';

export function ProvidersSettings() {
  const t = useTranslations('providers');
  const providers = useProviders();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <QueryView query={providers}>
        {(items) => (
          <div className="grid gap-5">
            {items.map((provider) => (
              <ProviderCard key={provider.provider} provider={provider} />
            ))}
            <PreferenceCard />
          </div>
        )}
      </QueryView>
    </>
  );
}
