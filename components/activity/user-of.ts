import type { Execution } from '@/lib/contracts/execution';

/** For whom the call was: by the e-mail that the person signs in with, else as their backend calls them. */
export function userOf({ owner, account_external_id }: Pick<Execution, 'owner' | 'account_external_id'>): string {
  return owner ?? account_external_id;
}
