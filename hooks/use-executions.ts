import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { ExecutionDetails, ExecutionList } from '@/lib/contracts/execution';
import { type ExecutionListFilters, toExecutionQuery } from './execution-filters';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

const PAGE = 50;

/** Calls, newest first: one's own, or for an admin those of the account in the address. */
export function useExecutions(filters: ExecutionListFilters) {
  const account = useViewedAccount();
  return useInfiniteQuery({
    queryKey: keys.executions.list(account, filters),
    queryFn: ({ pageParam, signal }) =>
      api(
        ExecutionList,
        toPath('/api/executions', { ...toExecutionQuery(filters, account), limit: PAGE, cursor: pageParam }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.executions),
  });
}

/** A call never changes once it is on record. */
export const executionQuery = (id: string, account: string | null) =>
  queryOptions({
    queryKey: keys.executions.one(id),
    queryFn: ({ signal }) => api(ExecutionDetails, toPath(`/api/executions/${id}`, { user_id: account }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useExecution(id: string) {
  const account = useViewedAccount();
  return useQuery(executionQuery(id, account));
}

/** Where the same calls can be had as a file. */
export function useExportPath(filters: ExecutionListFilters): string {
  const account = useViewedAccount();
  return toPath('/api/executions/export', toExecutionQuery(filters, account));
}
