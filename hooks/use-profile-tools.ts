import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { ProfileToolList, type ToolsChange } from '@/lib/contracts/profile-tools';
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
 * one is taken over, so that quick presses never flicker back. After a failure the truth is asked for.
 */
export function useChangeTools(id: string) {
  const account = useViewedAccount();
  const cache = useQueryClient();
  const key = keys.profiles.tools(account, id);
  const mutationKey = [...key, 'change'];
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join(' ') },
    mutationFn: (change: ToolsChange) =>
      api(ProfileToolList, toPath(`/api/profiles/${id}/tools`, { user_id: account }), { method: 'PUT', body: change }),
    onMutate: async (change) => {
      await cache.cancelQueries({ queryKey: key });
      cache.setQueryData<ProfileToolList>(key, (list) => list && applyChange(list, change));
    },
    onSuccess: (list) => {
      if (cache.isMutating({ mutationKey }) === 1) cache.setQueryData(key, list);
    },
    onError: () => cache.invalidateQueries({ queryKey: key }),
    onSettled: () => {
      if (cache.isMutating({ mutationKey }) > 1) return;
      void cache.invalidateQueries({ queryKey: keys.profiles.list(account, {}) });
      void cache.invalidateQueries({ queryKey: keys.profiles.one(account, id) });
    },
  });
}

/** What the server will answer, as far as the page can know. */
function applyChange(list: ProfileToolList, { only, enable, disable, seen }: ToolsChange): ProfileToolList {
  const on = new Set(enable);
  const off = new Set(disable);
  const known = new Set([...(seen ?? []), ...on, ...off]);
  const tools = list.tools
    .filter((tool) => !(tool.state === 'gone' && seen?.includes(tool.name)))
    .map((tool) => {
      const wasOn = only ? only.includes(tool.name) : tool.enabled;
      const enabled = (wasOn || on.has(tool.name)) && !off.has(tool.name);
      const isSeen = known.has(tool.name) && tool.state !== 'gone';
      if (enabled === tool.enabled && !isSeen) return tool;
      return { ...tool, enabled, ...(isSeen && { state: 'current' as const, previous: null, changed_at: null }) };
    });
  return { ...list, tools, count: tools.length, enabled_count: tools.filter(({ enabled }) => enabled).length };
}
