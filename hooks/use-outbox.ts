import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod';
import { api } from '@/lib/api-client';
import { OutboxList } from '@/lib/contracts/outbox';
import { keys } from './query-keys';
import { toPath } from './to-path';

const LOOK_EVERY_MS = 3_000;

/** What the sandbox's apps received, newest first, kept up to date while the page is open. */
export function useOutbox(app: string) {
  return useQuery({
    queryKey: keys.outbox(app),
    queryFn: ({ signal }) => api(OutboxList, toPath('/api/outbox', { app }), { signal }),
    select: ({ entries }) => [...entries].sort((one, other) => other.at.localeCompare(one.at)),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });
}

export function useClearOutbox() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api(z.null(), '/api/outbox', { method: 'DELETE' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['outbox'] }),
  });
}
