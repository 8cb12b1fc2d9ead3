import { useCallback } from 'react';
import { useViewedAccount } from '@/hooks/use-viewed-account';
import type { ConnectionStatus, Profile } from '@/lib/contracts/profile';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

const MENDED_BY_RECONNECTING: readonly ConnectionStatus[] = [
  'pending',
  'needs_reconnect',
  'expiring',
  'error',
  'revoked',
  'disconnected',
];

export function needsReconnect({ status }: Pick<Profile, 'status'>): boolean {
  return MENDED_BY_RECONNECTING.includes(status);
}

const HOLDS_A_GRANT: readonly ConnectionStatus[] = ['connected', 'expiring', 'needs_reconnect', 'error'];

/** There is something to ask the provider about. */
export function canCheck({ status }: Pick<Profile, 'status'>): boolean {
  return !['disabled', 'pending', 'disconnected'].includes(status);
}

/** What was typed into a form here has no grant that an app could take back. */
export function canDisconnect({ status, auth_type }: Pick<ProfileDetails, 'status' | 'auth_type'>): boolean {
  return HOLDS_A_GRANT.includes(status) && auth_type !== 'form';
}

/** An admin who looks at somebody's account goes on looking at it. */
export function useProfileAddress() {
  const account = useViewedAccount();
  return useCallback(
    (id: string) => `/profiles/${id}${account ? `?account=${encodeURIComponent(account)}` : ''}`,
    [account],
  );
}
