import type { Allowance } from '@/lib/errors';

/** What a caller may still do, in the headers that clients look at. */
export function setAllowance(headers: Headers, { limit, remaining, resetS }: Allowance): void {
  headers.set('ratelimit-limit', String(limit));
  headers.set('ratelimit-remaining', String(remaining));
  headers.set('ratelimit-reset', String(resetS));
}
