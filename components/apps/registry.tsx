'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConnectApp, useConnectAhead } from '@/components/connect/connect-app';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { QueryView } from '@/components/ui/query-view';
import type { RegistryApp } from '@/hooks/merge-offers';
import { type AppFilters, isBeingRead, useApps, useCatalogueSyncs } from '@/hooks/use-apps';
import { cn } from '@/lib/cn';
import { AppGrid } from './app-grid';
import { AppGridWaiting } from './app-grid-waiting';
import { AppSearch } from './app-search';
import { CatalogueNote } from './catalogue-note';

type Props = {
  filters: AppFilters;
  /** Follows the fingers; `filters.q` may come a moment later. */
  text: string;
  onType: (text: string) => void;
  onFilter: (change: Partial<AppFilters>) => void;
  onConnect?: (app: RegistryApp) => void;
  onConnected?: (profileId: string) => void;
};

/** All apps of all providers, found as fast as one types, each with Connect. */
export function Registry({ filters, text, onType, onFilter, onConnect, onConnected }: Props) {
  const t = useTranslations('apps');
  const [connecting, setConnecting] = useState<RegistryApp | null>(null);
  useConnectAhead();
  const { category, provider } = filters;
  // Nothing else of the address: opening a dialog must not read the list again.
  const query = useApps({ q: text.trim(), category, provider });
  const isSyncing = (useCatalogueSyncs().data ?? []).some(isBeingRead);
  const isFiltered = text !== '' || category !== '' || provider !== '';
  const nothingFits = text === '' ? t('nothingFits') : t('nothingTitle', { text });
  return (
    <div className="grid gap-4">
      <div className="sticky top-13 z-20 -mx-4 bg-canvas/95 px-4 py-2 sm:-mx-6 sm:px-6 lg:-mx-8 lg:px-8">
        <AppSearch filters={filters} text={text} onType={onType} onFilter={onFilter} />
      </div>
      <CatalogueNote />
      <div className={cn(query.isPlaceholderData && 'opacity-75 transition-opacity delay-200')}>
        <QueryView
          query={query}
          waiting={<AppGridWaiting />}
          empty={
            <EmptyState
              title={isSyncing ? t('syncingTitle') : isFiltered ? nothingFits : t('emptyTitle')}
              description={t(isSyncing ? 'syncingDescription' : isFiltered ? 'nothingDescription' : 'emptyDescription')}
              action={
                isFiltered &&
                !isSyncing && (
                  <Button
                    onClick={() => {
                      onType('');
                      onFilter({ category: '', provider: '' });
                    }}
                  >
                    {t('clearFilters')}
                  </Button>
                )
              }
            />
          }
        >
          {(items) => (
            <AppGrid
              label={t('title')}
              apps={items}
              onConnect={onConnect ?? setConnecting}
              onNearEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
            />
          )}
        </QueryView>
      </div>
      {connecting && (
        <ConnectApp
          offers={connecting.offers}
          onOpenChange={(open) => !open && setConnecting(null)}
          {...(onConnected && { onConnected })}
        />
      )}
    </div>
  );
}
