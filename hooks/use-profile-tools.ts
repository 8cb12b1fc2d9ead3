import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { ProfileToolList, type ToolsChange } from '@/lib/contracts/profile-tools';
import { applyToolsChange } from './apply-tools-change';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

export function useProfileTools(id: string) {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.profiles.tools(account, id),
    queryFn: ({ signal }) =>
      api(ProfileToolList, toPath(`/api/profiles/${id}/tools`, { user_id: account }), { signal }),
  });
}

/** Asks the provider which tools there are now. */
export function useRefreshTools(id: string) {
  const account = useViewedAccount();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api(ProfileToolList, toPath(`/api/profiles/${id}/tools`, { refresh: true, user_id: account })),
    onSuccess: (list) => cache.setQueryData(keys.profiles.tools(account, id), list),
  });
}

/**
 * Switches tools. The screen changes at once; the requests go one after the other, and only the answer to the last
 * one is taken over, so that quick presses never flicker back. A change that failed is taken back at once, even when
 * the server cannot be asked any more: a switch never shows what the server did not confirm.
 */
export function useChangeTools(id: string) {
  const account = useViewedAccount();
  const cache = useQueryClient();
  const key = keys.profiles.tools(account, id);
  const confirmedKey = [...key, 'confirmed'];
  const mutationKey = [...key, 'change'];
  const pendingChanges = () =>
    cache
      .getMutationCache()
      .findAll({ mutationKey, status: 'pending' })
      .map(({ state }) => state.variables as ToolsChange);
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    mutationFn: (change: ToolsChange) =>
      api(ProfileToolList, toPath(`/api/profiles/${id}/tools`, { user_id: account }), { method: 'PUT', body: change }),
    onMutate: async (change) => {
      await cache.cancelQueries({ queryKey: key });
      const shown = cache.getQueryData<ProfileToolList>(key);
      if (!shown) return;
      if (pendingChanges().length === 1) cache.setQueryData(confirmedKey, shown);
      cache.setQueryData(key, applyToolsChange(shown, change));
    },
    onSuccess: (list) => {
      cache.setQueryData(confirmedKey, list);
      if (cache.isMutating({ mutationKey }) === 1) cache.setQueryData(key, list);
    },
    onError: (_error, failed) => {
      const confirmed = cache.getQueryData<ProfileToolList>(confirmedKey);
      const stillPending = pendingChanges().filter((change) => change !== failed);
      if (confirmed) cache.setQueryData(key, stillPending.reduce(applyToolsChange, confirmed));
      void cache.invalidateQueries({ queryKey: key, exact: true });
    },
    onSettled: () => {
      if (cache.isMutating({ mutationKey }) > 1) return;
      void cache.invalidateQueries({ queryKey: keys.profiles.list(account, {}) });
      void cache.invalidateQueries({ queryKey: keys.profiles.one(account, id) });
    },
  });
}
