import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { AccountPage } from '@/lib/contracts/account';
import { keys } from './query-keys';
import { toPath } from './to-path';

/** For admins: the accounts of the workspace that fit the words. */
export function useAccounts(q: string, isEnabled = true) {
  return useQuery({
    queryKey: keys.accounts(q),
    queryFn: ({ signal }) => api(AccountPage, toPath('/api/admin/accounts', { q, limit: 50 }), { signal }),
    select: ({ accounts }) => accounts,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}

/** For admins: one account by its id; a page of the newest would not hold it in a large workspace. */
export function useAccount(id: string, isEnabled = true) {
  const { data } = useAccounts(id, isEnabled && id !== '');
  return data?.find((account) => account.id === id);
}
