import type { Profile } from '@/lib/contracts/profile';

/** Databases are reached directly from here, so their profiles have settings and data of their own to show. */
export function isDatabase({ provider }: Pick<Profile, 'provider'>): boolean {
  return provider === 'database';
}
