import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import { CreatedKey, type KeyDraft, KeyList } from '@/lib/contracts/key';
import { keys } from './query-keys';

export const keysQuery = queryOptions({
  queryKey: keys.keys,
  queryFn: ({ signal }) => api(KeyList, '/api/keys', { signal }),
  select: ({ keys: items }) => items,
});

/** All of the workspace for admins, their own for everybody else. */
export function useKeys(isEnabled = true) {
  return useQuery({ ...keysQuery, enabled: isEnabled });
}

export function useCreateKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: KeyDraft) => api(CreatedKey, '/api/keys', { method: 'POST', body: input }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.keys }),
  });
}

export function useRevokeKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api(z.null(), `/api/keys/${id}`, { method: 'DELETE' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.keys }),
  });
}
