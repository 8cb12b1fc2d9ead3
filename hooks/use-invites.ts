import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import {
  AcceptedInvite,
  type AcceptInvite,
  CreatedInvite,
  InviteList,
  InvitePreview,
  type NewInvite,
} from '@/lib/contracts/invite';
import { keys } from './query-keys';

export const invitesQuery = queryOptions({
  queryKey: keys.invites,
  queryFn: ({ signal }) => api(InviteList, '/api/invites', { signal }),
  select: ({ invites }) => invites.filter((invite) => invite.status === 'open'),
});

/** Only those that somebody can still accept. */
export function useOpenInvites() {
  return useQuery(invitesQuery);
}

export function useCreateInvite() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: NewInvite) => api(CreatedInvite, '/api/invites', { method: 'POST', body: input }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.invites }),
  });
}

export function useRevokeInvite() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api(z.null(), `/api/invites/${id}`, { method: 'DELETE' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.invites }),
  });
}

export function useInvitePreview(token: string) {
  return useQuery({
    queryKey: keys.invitePreview(token),
    queryFn: ({ signal }) => api(InvitePreview, byToken(token), { signal }),
  });
}

export function useAcceptInvite(token: string) {
  return useMutation({
    mutationFn: (input: AcceptInvite) =>
      api(AcceptedInvite, `${byToken(token)}/accept`, { method: 'POST', body: input }),
  });
}

function byToken(token: string): string {
  return `/api/invites/by-token/${encodeURIComponent(token)}`;
}
