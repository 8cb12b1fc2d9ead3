import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { ConnectionList } from '@/lib/contracts/connection';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

/** Where the grants of one app stand, as the providers last confirmed them. */
export function useConnections(filters: { app_slug?: string; provider?: string } = {}) {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.connections.list(account, filters),
    queryFn: ({ signal }) =>
      api(ConnectionList, toPath('/api/connections', { ...filters, limit: 200, user_id: account }), { signal }),
    select: ({ connections }) => connections,
  });
}
