import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import { type PasswordChange, Session, type SessionChange } from '@/lib/contracts/session';
import { keys } from './query-keys';

/** Who is signed in. Filled by the server before the first page is drawn. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => api(Session, '/api/session', { signal }),
  staleTime: 60_000,
});

export function useChangeSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: SessionChange) => api(Session, '/api/session', { method: 'PATCH', body: change }),
    onSuccess: (session) => {
      cache.setQueryData(keys.session, session);
      return cache.invalidateQueries({ queryKey: keys.members });
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (change: PasswordChange) => api(z.null(), '/api/session/password', { method: 'POST', body: change }),
  });
}

export function useSignOutEverywhere() {
  return useMutation({
    mutationFn: () => api(z.null(), '/api/session/sign-out-everywhere', { method: 'POST' }),
  });
}
