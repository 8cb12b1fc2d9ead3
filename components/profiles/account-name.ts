import type { Account } from '@/lib/contracts/account';

/** Accounts of backends have no person behind them. */
export function accountName(account: Account | undefined, id: string): string {
  return account?.user?.name ?? account?.external_id ?? id.slice(0, 8);
}
