import type { AppRef, NewAccount } from '../provider';

/** Stands in the place of an account id for apps that need no account. */
export const NO_ACCOUNT = 'none';

export function isWithoutAccount({ upstream }: AppRef): boolean {
  return upstream.auth_type === 'none';
}

export function withoutAccount(externalUserId: string): NewAccount {
  return {
    upstreamAccountId: NO_ACCOUNT,
    externalUserId,
    label: null,
    secret: null,
    shown: {},
    authType: 'none',
    expiresAt: null,
  };
}
