import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '@/lib/api-client';
import { DatabaseHistory } from '@/lib/contracts/database-history';
import type { JsonObject } from '@/lib/contracts/json';
import { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

const PAGE = 50;

export type DatabaseRun = { tool: 'query' | 'explain'; input: JsonObject; cursor?: string };

/** Asks the database, and gathers the pages of one answer. Cancelling hangs up, which cancels it on the server too. */
export function useRunQuery(databaseId: string) {
  const account = useViewedAccount();
  const cache = useQueryClient();
  const running = useRef<AbortController>(undefined);
  const [pages, setPages] = useState<ToolCallAnswer[]>([]);
  const run = useMutation({
    mutationFn: (body: DatabaseRun) => {
      running.current = new AbortController();
      const { signal } = running.current;
      const path = toPath(`/api/databases/${databaseId}/query`, { user_id: account });
      return api(ToolCallAnswer, path, { method: 'POST', body, signal });
    },
    onMutate: ({ cursor }) => {
      if (cursor === undefined) setPages([]);
    },
    onSuccess: (answer, { cursor }) => setPages((former) => (cursor === undefined ? [answer] : [...former, answer])),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.databases.history(databaseId) });
      void cache.invalidateQueries({ queryKey: keys.executions.all });
      void cache.invalidateQueries({ queryKey: keys.overview });
    },
  });
  return { run, pages, cancel: () => running.current?.abort() };
}

export type QueryRun = ReturnType<typeof useRunQuery>;

/** What was asked of a database, newest first, whoever asked. */
export function useDatabaseHistory(databaseId: string) {
  const account = useViewedAccount();
  return useInfiniteQuery({
    queryKey: keys.databases.history(databaseId),
    queryFn: ({ pageParam, signal }) =>
      api(
        DatabaseHistory,
        toPath(`/api/databases/${databaseId}/history`, { limit: PAGE, cursor: pageParam, user_id: account }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap(({ history }) => history),
  });
}
