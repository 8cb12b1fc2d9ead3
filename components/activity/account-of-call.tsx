import { accountName } from '@/components/profiles/account-name';
import { useAccount } from '@/hooks/use-accounts';

/** Whose call it was, for admins who look at everybody's. */
export function AccountOfCall({ id }: { id: string }) {
  return accountName(useAccount(id), id);
}
