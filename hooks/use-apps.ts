import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import {
  type AppCard,
  AppCardDetails,
  AppCardPage,
  CatalogueSyncList,
  CategoryList,
  type ProviderCatalogue,
} from '@/lib/contracts/app-list';
import { appKey, mergeOffers, type RegistryApp } from './merge-offers';
import { keys } from './query-keys';
import { toPath } from './to-path';

const PAGE = 100;
const SYNC_PAUSE_MS = 2_000;

export type AppFilters = { q: string; category: string; provider: string };

/** The registry. What is on the screen stays until the answer to the next key is there. */
export function useApps(filters: AppFilters) {
  return useInfiniteQuery({
    queryKey: keys.apps.search(filters),
    queryFn: ({ pageParam, signal }) =>
      api(AppCardPage, toPath('/api/apps', { ...filters, limit: PAGE, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    select: toRegistry,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchInterval: ({ state }) => whileSyncing(state.data?.pages),
  });
}

/** Apps of a catalogue that is being read for the first time appear as they are found. */
function whileSyncing(pages: AppCardPage[] = []): number | false {
  return pages.some(({ syncing }) => syncing) ? SYNC_PAUSE_MS : false;
}

/** Outside, so that the cards are merged once for each answer and not for each drawing. */
function toRegistry({ pages }: { pages: AppCardPage[] }) {
  return mergeOffers(pages.flatMap(({ apps }) => apps));
}

export function usePopularApps(count: number) {
  return useQuery({
    queryKey: keys.apps.search({ popular: count }),
    queryFn: ({ signal }) => api(AppCardPage, toPath('/api/apps', { limit: count }), { signal }),
    select: ({ apps }) => mergeOffers(apps),
    refetchInterval: ({ state }) => whileSyncing(state.data && [state.data]),
  });
}

/** The same app at every provider that has it, the asked one first. */
export function useAppOffers(provider: string, slug: string, isEnabled = true) {
  return useQuery({
    queryKey: keys.apps.offers(provider, slug),
    queryFn: async ({ signal }) => {
      const search = (q: string) => api(AppCardPage, toPath('/api/apps', { q, limit: PAGE }), { signal });
      const asked = (await search(slug)).apps.find((app) => app.slug === slug && app.provider === provider);
      if (!asked) return [];
      const others = (await search(asked.name)).apps.filter((app) => isSameApp(app, asked) && app !== asked);
      return [asked, ...others.filter((app) => app.provider !== provider)];
    },
    enabled: isEnabled && slug !== '',
    staleTime: 60_000,
  });
}

/**
 * Lets `useAppOffers` answer at once with what a card knows, also without a network. The server is asked all the same:
 * the list may not have reached every provider's card of the app.
 */
export function useShowOffers() {
  const cache = useQueryClient();
  return ({ offers }: RegistryApp) => {
    const key = keys.apps.offers(offers[0].provider, offers[0].slug);
    if (!cache.getQueryData(key)) cache.setQueryData(key, offers, { updatedAt: 0 });
  };
}

function isSameApp(one: AppCard, other: AppCard): boolean {
  return appKey(one) === appKey(other);
}

export function appQuery(provider: string, slug: string) {
  return queryOptions({
    queryKey: keys.apps.details(provider, slug),
    queryFn: ({ signal }) => api(AppCardDetails, `/api/apps/${provider}/${encodeURIComponent(slug)}`, { signal }),
    staleTime: 60_000,
  });
}

/** With its tools, before anybody connected it. */
export function useApp(provider: string, slug: string) {
  return useQuery(appQuery(provider, slug));
}

export function useCategories(provider: string) {
  return useQuery({
    queryKey: keys.apps.categories(provider),
    queryFn: ({ signal }) => api(CategoryList, toPath('/api/apps/categories', { provider }), { signal }),
    select: ({ categories }) => categories,
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
}

/** For the first time, or about to be: until then searches do not find all there is. */
export function isBeingRead({ enabled, complete }: ProviderCatalogue): boolean {
  return enabled && !complete;
}

/** How far the catalogues were read; asked again and again only while one is being read, or about to be. */
export function useCatalogueSyncs(isRequested = false) {
  return useQuery({
    queryKey: keys.apps.syncs,
    queryFn: ({ signal }) => api(CatalogueSyncList, '/api/apps/syncs', { signal }),
    select: ({ syncs }) => syncs,
    refetchInterval: ({ state }) =>
      isRequested || state.data?.syncs.some((sync) => sync.state === 'running' || isBeingRead(sync))
        ? SYNC_PAUSE_MS
        : false,
  });
}
