import { useViewedAccount } from '@/hooks/use-viewed-account';
import type { ConnectionStatus, Profile } from '@/lib/contracts/profile';

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

/** An admin who looks at somebody's account goes on looking at it. */
export function useProfileAddress() {
  const account = useViewedAccount();
  return (id: string) => `/profiles/${id}${account ? `?account=${encodeURIComponent(account)}` : ''}`;
}
