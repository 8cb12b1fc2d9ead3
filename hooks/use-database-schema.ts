import { type QueryClient, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, api } from '@/lib/api-client';
import { CollectionDetails, KeyDetails, TableDetails } from '@/lib/contracts/database-schema';
import type { Json } from '@/lib/contracts/json';
import { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { keys } from './query-keys';
import {
  columnsOfCollection,
  columnsOfKey,
  columnsOfTable,
  type SchemaColumn,
  type SchemaEntry,
  type SchemaWanted,
  toEntries,
} from './schema-entries';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

const FRESH_MS = 300_000;

/** What the database is made of, a page at a time where there is much of it. */
export function useDatabaseSchema(databaseId: string, search: string, isEnabled = true) {
  const account = useViewedAccount();
  return useInfiniteQuery({
    queryKey: keys.databases.schema(databaseId, { search }),
    queryFn: ({ pageParam, signal }) =>
      ask(databaseId, { search, cursor: pageParam, user_id: account }, signal).then(({ result, next_cursor }) => ({
        entries: toEntries(result),
        next: next_cursor ?? null,
      })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries),
    staleTime: FRESH_MS,
    enabled: isEnabled,
  });
}

/** One thing of it with its columns; asked for only when somebody looks. */
export function useSchemaColumns(databaseId: string, wanted: SchemaWanted) {
  const account = useViewedAccount();
  return useQuery(columnsQuery(databaseId, wanted, account));
}

/** The same for who completes what is typed: remembered, and asked once. */
export function useColumnsOf(databaseId: string) {
  const cache = useQueryClient();
  const account = useViewedAccount();
  return ({ wanted }: SchemaEntry) => columnsOf(cache, databaseId, wanted, account);
}

function columnsOf(cache: QueryClient, databaseId: string, wanted: SchemaWanted | null, account: string | null) {
  if (!wanted) return Promise.resolve([]);
  // Completion that fails completes nothing; the schema browser shows the error.
  return cache.ensureQueryData(columnsQuery(databaseId, wanted, account)).catch((): SchemaColumn[] => []);
}

const columnsQuery = (databaseId: string, wanted: SchemaWanted, account: string | null) =>
  queryOptions({
    queryKey: keys.databases.schema(databaseId, wanted),
    queryFn: async ({ signal }) => toColumns((await ask(databaseId, { ...wanted, user_id: account }, signal)).result),
    staleTime: FRESH_MS,
  });

function toColumns(content: Json): SchemaColumn[] {
  const table = TableDetails.safeParse(content);
  if (table.success) return columnsOfTable(table.data);
  const collection = CollectionDetails.safeParse(content);
  return collection.success ? columnsOfCollection(collection.data) : columnsOfKey(KeyDetails.parse(content));
}

/** An answer of the schema tool; that it ran and failed is a failure of this page's question. */
async function ask(
  databaseId: string,
  query: Record<string, string | null | undefined>,
  signal: AbortSignal,
): Promise<{ result: Json; next_cursor?: string | undefined }> {
  const answer = await api(ToolCallAnswer, toPath(`/api/databases/${databaseId}/schema`, query), { signal });
  if (!answer.success) throw new ApiError('provider_rejected', answer.error, { executionId: answer.execution_id });
  return answer;
}
