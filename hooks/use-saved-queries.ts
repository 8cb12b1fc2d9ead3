import { useMutation, useQuery } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import { type SavedQuery, type SavedQueryChange, SavedQueryList, SavedQueryTool } from '@/lib/contracts/saved-query';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useForgetDatabases } from './use-databases';
import { useViewedAccount } from './use-viewed-account';

/** Queries that became tools of their own. */
export function useSavedQueries(databaseId: string) {
  const path = useSavedPath(databaseId);
  return useQuery({
    queryKey: keys.databases.savedQueries(databaseId),
    queryFn: ({ signal }) => api(SavedQueryList, path(), { signal }),
    select: ({ saved_queries }) => saved_queries,
  });
}

export function useSaveQuery(databaseId: string) {
  const path = useSavedPath(databaseId);
  const forget = useForgetDatabases();
  return useMutation({
    mutationFn: (query: SavedQuery) => api(SavedQueryTool, path(), { method: 'POST', body: query }),
    onSuccess: forget,
  });
}

export function useChangeSavedQuery(databaseId: string) {
  const path = useSavedPath(databaseId);
  const forget = useForgetDatabases();
  return useMutation({
    mutationFn: ({ name, change }: { name: string; change: SavedQueryChange }) =>
      api(SavedQueryTool, path(name), { method: 'PATCH', body: change }),
    onSuccess: forget,
  });
}

export function useRemoveSavedQuery(databaseId: string) {
  const path = useSavedPath(databaseId);
  const forget = useForgetDatabases();
  return useMutation({
    mutationFn: (name: string) => api(z.null(), path(name), { method: 'DELETE' }),
    onSuccess: forget,
  });
}

function useSavedPath(databaseId: string) {
  const account = useViewedAccount();
  return (name?: string) =>
    toPath(`/api/databases/${databaseId}/saved-queries${name === undefined ? '' : `/${name}`}`, { user_id: account });
}
