import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
    mutationFn: ({ userId, role }: { userId: string; role: Role }) =>
      api(Member, `/api/members/${userId}`, { method: 'PATCH', body: { role } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.members }),
  });
}

export function useRemoveMember() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => api(z.null(), `/api/members/${userId}`, { method: 'DELETE' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.members }),
  });
}
