'use client';

import { useTranslations } from 'next-intl';
import { ConnectApp } from '@/components/connect/connect-app';
import { ConnectReturn } from '@/components/connect/connect-return';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { useAppOffers, useShowOffers } from '@/hooks/use-apps';
import { useTypedFilter } from '@/hooks/use-typed-filter';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { parseConnect } from './app-address';
import { Registry } from './registry';

export function AppsPage() {
  const t = useTranslations('apps');
  const [filters, setFilters] = useUrlFilters({ q: '', category: '', provider: '', connect: '' });
  const [text, setText] = useTypedFilter(filters.q, (q) => setFilters({ q }));
  const asked = parseConnect(filters.connect);
  const found = useAppOffers(asked.provider, asked.slug).data;
  const offers = found ?? [];
  const showOffers = useShowOffers();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <ConnectReturn />
      {filters.connect !== '' && found?.length === 0 && (
        <Notice tone="warn" role="status" className="mb-4">
          {t('nothingTitle', { text: asked.slug })}
        </Notice>
      )}
      <Registry
        filters={filters}
        text={text}
        onType={setText}
        onFilter={setFilters}
        onConnect={(app) => {
          const [{ provider, slug }] = app.offers;
          showOffers(app);
          setFilters({ connect: `${provider}/${slug}` }, { add: true });
        }}
      />
      {offers[0] && filters.connect !== '' && (
        <ConnectApp
          key={filters.connect}
          offers={[offers[0], ...offers.slice(1)]}
          onOpenChange={(open) => !open && setFilters({ connect: '' })}
        />
      )}
    </>
  );
}
