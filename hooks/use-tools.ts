import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { GatewayToolList } from '@/lib/contracts/gateway-tool';
import { keys } from './query-keys';
import { toPath } from './to-path';

/** The tools that are switched on and fit the words. */
export function useTools(q: string, isEnabled: boolean) {
  return useQuery({
    queryKey: keys.tools(q),
    queryFn: ({ signal }) => api(GatewayToolList, toPath('/api/tools', { q }), { signal }),
    select: ({ tools }) => tools,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: isEnabled,
  });
}
