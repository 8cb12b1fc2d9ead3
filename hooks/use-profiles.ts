import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import type { AppCard } from '@/lib/contracts/app-list';
import { Removal } from '@/lib/contracts/connection';
import { Profile, type ProfileChange } from '@/lib/contracts/profile';
import {
  ProfileAppList,
  ProfileDetails,
  ProfileDetailsPage,
  type ProfileSort,
  type SortOrder,
} from '@/lib/contracts/profile-list';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

const PAGE = 100;
const MAX_PAGE = 200;
const SYNC_PAUSE_MS = 2_000;

export type ProfileFilters = {
  q?: string;
  app_slug?: string;
  provider?: string;
  status?: string;
  sort?: ProfileSort;
  order?: SortOrder;
};

/** The profiles of the account that is looked at: one's own, or for an admin the one in the address. */
export function useProfiles(filters: ProfileFilters = {}, isEnabled = true) {
  const account = useViewedAccount();
  return useInfiniteQuery({
    queryKey: keys.profiles.list(account, filters),
    queryFn: ({ pageParam, signal }) =>
      api(
        ProfileDetailsPage,
        toPath('/api/profiles', { ...filters, limit: PAGE, cursor: pageParam, user_id: account }),
        { signal },
      ),
    enabled: isEnabled,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // What moves in the order between two pages is listed once.
    select: ({ pages }) => [
      ...new Map(pages.flatMap((page) => page.profiles.map((profile) => [profile.profile_id, profile]))).values(),
    ],
    // While somebody types, what was found last stays on the screen.
    placeholderData: (former, query) => (isSameList(query?.queryKey[1], { account, ...filters }) ? former : undefined),
  });
}

function isSameList(former: ProfileFilters & { account?: string | null } = {}, now: typeof former): boolean {
  return (['account', 'app_slug', 'provider', 'status'] as const).every((name) => former[name] === now[name]);
}

/** What there are profiles of, however many: for lists to choose from. */
export function useProfileApps() {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.profiles.apps(account),
    queryFn: ({ signal }) => api(ProfileAppList, toPath('/api/profiles/apps', { user_id: account }), { signal }),
    select: ({ apps }) => apps,
  });
}

/** All profiles of an app, at every provider that serves it: those that work first, and the default before the others. */
export function useProfilesOfApp(offers: readonly Pick<AppCard, 'provider' | 'slug'>[]) {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.profiles.ofApp(
      account,
      offers.map(({ provider, slug }) => `${provider}/${slug}`),
    ),
    queryFn: async ({ signal }) => {
      const lists = offers.map(({ provider, slug: app_slug }) =>
        readToTheEnd({ provider, app_slug, user_id: account }, signal),
      );
      const rank = ({ is_connected, is_default }: Profile) => (is_connected ? 0 : 2) + (is_default ? 0 : 1);
      return (await Promise.all(lists)).flat().sort((one, other) => rank(one) - rank(other));
    },
  });
}

async function readToTheEnd(query: Record<string, string | null>, signal: AbortSignal): Promise<ProfileDetails[]> {
  const profiles: ProfileDetails[] = [];
  let cursor: string | null = null;
  do {
    const path = toPath('/api/profiles', { ...query, limit: MAX_PAGE, cursor });
    const page: ProfileDetailsPage = await api(ProfileDetailsPage, path, { signal });
    profiles.push(...page.profiles);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return profiles;
}

export function useProfile(id: string, isEnabled = true) {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.profiles.one(account, id),
    queryFn: ({ signal }) => api(ProfileDetails, toPath(`/api/profiles/${id}`, { user_id: account }), { signal }),
    enabled: isEnabled,
    refetchInterval: ({ state }) => (state.data?.tools_state === 'syncing' ? SYNC_PAUSE_MS : 60_000),
  });
}

export function useChangeProfile(id: string) {
  const account = useViewedAccount();
  const forget = useForgetProfiles();
  return useMutation({
    mutationFn: (change: ProfileChange) =>
      api(Profile, toPath(`/api/profiles/${id}`, { user_id: account }), { method: 'PATCH', body: change }),
    onSuccess: forget,
  });
}

/** Asks the provider now. */
export function useCheckProfile(id: string) {
  const account = useViewedAccount();
  const forget = useForgetProfiles();
  return useMutation({
    mutationFn: () =>
      api(ProfileDetails, toPath(`/api/profiles/${id}/refresh`, { user_id: account }), { method: 'POST' }),
    // Also when it failed: a refusal has changed the status.
    onSettled: forget,
  });
}

export function useRemoveProfile() {
  const account = useViewedAccount();
  const forget = useForgetProfiles();
  return useMutation({
    mutationFn: (id: string) =>
      api(z.union([z.null(), Removal]), toPath(`/api/profiles/${id}`, { user_id: account }), { method: 'DELETE' }),
    onSuccess: forget,
  });
}

/** The grant is taken back, the profile stays. */
export function useDisconnectProfile() {
  const account = useViewedAccount();
  const forget = useForgetProfiles();
  return useMutation({
    mutationFn: (id: string) =>
      api(Removal, toPath(`/api/profiles/${id}/disconnect`, { user_id: account }), { method: 'POST' }),
    onSuccess: forget,
  });
}

/** After anything that changes what is connected: everything that shows it is asked anew. */
export function useForgetProfiles() {
  const cache = useQueryClient();
  const forgetConnections = useForgetConnections();
  return () =>
    Promise.all([
      forgetConnections(),
      ...[keys.profiles.all, keys.apps.all, keys.providers].map((queryKey) => cache.invalidateQueries({ queryKey })),
    ]);
}

/**
 * After news of a connection: what shows its state is asked anew, and so is whatever could not be had from a database.
 * The switches of tools are not: somebody may be moving one.
 */
export function useForgetConnections() {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.connections.all }),
      cache.invalidateQueries({ queryKey: keys.overview }),
      cache.invalidateQueries({ queryKey: keys.profiles.all, predicate: ({ queryKey }) => queryKey[2] !== 'tools' }),
      cache.invalidateQueries({ queryKey: keys.databases.all, predicate: ({ state }) => state.status === 'error' }),
    ]);
}
