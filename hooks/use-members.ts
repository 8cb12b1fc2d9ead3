import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import { Member, MemberList } from '@/lib/contracts/member';
import type { Role } from '@/lib/contracts/scope';
import { keys } from './query-keys';

export const membersQuery = queryOptions({
  queryKey: keys.members,
  queryFn: ({ signal }) => api(MemberList, '/api/members', { signal }),
  select: ({ members }) => members,
});

export function useMembers() {
  return useQuery(membersQuery);
}

export function useChangeRole() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, ...body }: { userId: string; role: Role; revoke_keys?: boolean }) =>
      api(Member, `/api/members/${userId}`, { method: 'PATCH', body }),
    // One's own role may be what changed, and what the pages offer follows it.
    onSuccess: () => Promise.all([forgetMembers(cache), cache.invalidateQueries({ queryKey: keys.session })]),
  });
}

export function useRemoveMember() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, revokeKeys }: { userId: string; revokeKeys: boolean }) =>
      api(z.null(), `/api/members/${userId}?revoke_keys=${revokeKeys}`, { method: 'DELETE' }),
    onSuccess: () => forgetMembers(cache),
  });
}

async function forgetMembers(cache: QueryClient): Promise<void> {
  await Promise.all([keys.members, keys.keys].map((queryKey) => cache.invalidateQueries({ queryKey })));
}
