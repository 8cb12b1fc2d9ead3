import { useSuspenseQuery } from '@tanstack/react-query';
import type { Session } from '@/lib/contracts/session';
import { sessionQuery } from './use-session';

/** The person behind sign-in. The layout put them into the cache, so this never waits; only for pages under it. */
export function useMe(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export function useIsAdmin(): boolean {
  return useMe().role !== 'member';
}
