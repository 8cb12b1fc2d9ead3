import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { Overview } from '@/lib/contracts/overview';
import { keys } from './query-keys';

export const overviewQuery = queryOptions({
  queryKey: keys.overview,
  queryFn: ({ signal }) => api(Overview, '/api/overview', { signal }),
  refetchInterval: 60_000,
});

export function useOverview() {
  return useQuery(overviewQuery);
}
