import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import { Removal } from '@/lib/contracts/connection';
import { Profile, type ProfileChange } from '@/lib/contracts/profile';
import { ProfileDetails, ProfileDetailsPage } from '@/lib/contracts/profile-list';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

const PAGE = 100;
const SYNC_PAUSE_MS = 2_000;

export type ProfileFilters = { q?: string; app_slug?: string; provider?: string; status?: string };

/** The profiles of the account that is looked at: one's own, or for an admin the one in the address. */
export function useProfiles(filters: ProfileFilters = {}) {
  const account = useViewedAccount();
  return useInfiniteQuery({
    queryKey: keys.profiles.list(account, filters),
    queryFn: ({ pageParam, signal }) =>
      api(
        ProfileDetailsPage,
        toPath('/api/profiles', { ...filters, limit: PAGE, cursor: pageParam, user_id: account }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.profiles),
    // While somebody types, what was found last stays on the screen.
    placeholderData: (former, query) => (isSameList(query?.queryKey[1], { account, ...filters }) ? former : undefined),
  });
}

/** All of them, page after page; above this many, the newest. */
const MAX_ALL = 1_000;

/** For what must know every profile: how many there are of an app, what can be chosen. Pending until all are here. */
export function useAllProfiles() {
  const profiles = useProfiles();
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = profiles;
  const isPartial = hasNextPage && !isError && (data?.length ?? 0) < MAX_ALL;
  useEffect(() => {
    if (isPartial && !isFetchingNextPage) void fetchNextPage();
  }, [isPartial, isFetchingNextPage, fetchNextPage]);
  return { ...profiles, isPending: profiles.isPending || isPartial };
}

function isSameList(former: ProfileFilters & { account?: string | null } = {}, now: typeof former): boolean {
  return (['account', 'app_slug', 'provider', 'status'] as const).every((name) => former[name] === now[name]);
}

export function useProfile(id: string) {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.profiles.one(account, id),
    queryFn: ({ signal }) => api(ProfileDetails, toPath(`/api/profiles/${id}`, { user_id: account }), { signal }),
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
