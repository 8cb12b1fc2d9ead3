import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, api } from '@/lib/api-client';
import { ConnectedDatabase, DatabaseDetails, DatabaseForm, DatabaseList, DatabaseTest } from '@/lib/contracts/database';
import type { JsonObject } from '@/lib/contracts/json';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useForgetProfiles } from './use-profiles';
import { useViewedAccount } from './use-viewed-account';

/** The database behind a profile, with what may be shown of its settings. */
export function useDatabase(profileId: string) {
  const account = useViewedAccount();
  return useQuery({
    queryKey: keys.databases.one(account, profileId),
    queryFn: async ({ signal }) => {
      const ask = { user_id: account };
      const { databases } = await api(DatabaseList, toPath('/api/databases', ask), { signal });
      const found = databases.find(({ profile_id }) => profile_id === profileId);
      if (!found) throw new ApiError('not_found', '');
      return api(DatabaseDetails, toPath(`/api/databases/${found.db_id}`, ask), { signal });
    },
  });
}

/** The form of a kind, in the reader's language. */
export function useDatabaseForm(type: string) {
  return useQuery({
    queryKey: keys.databases.form(type),
    queryFn: ({ signal }) => api(DatabaseForm, toPath('/api/databases/schema', { db_type: type }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Tries what was filled in and saves nothing; with the id of a database, what an edit would make of it. */
export function useTestDatabase(type: string, databaseId: string | null) {
  const account = useViewedAccount();
  return useMutation({
    mutationFn: (fields: JsonObject) =>
      databaseId === null
        ? api(DatabaseTest, '/api/databases/test', { method: 'POST', body: { ...fields, db_type: type } })
        : api(DatabaseTest, toPath(`/api/databases/${databaseId}/test`, { user_id: account }), {
            method: 'POST',
            body: fields,
          }),
  });
}

export function useConnectDatabase(type: string) {
  const forget = useForgetDatabases();
  return useMutation({
    mutationFn: async (fields: JsonObject) => {
      const body = { ...fields, db_type: type };
      const { db_id } = await api(ConnectedDatabase, '/api/databases/connect', { method: 'POST', body });
      return api(DatabaseDetails, `/api/databases/${db_id}`);
    },
    onSuccess: forget,
  });
}

export function useChangeDatabase(databaseId: string) {
  const account = useViewedAccount();
  const forget = useForgetDatabases();
  return useMutation({
    mutationFn: (body: JsonObject) =>
      api(DatabaseDetails, toPath(`/api/databases/${databaseId}`, { user_id: account }), { method: 'PATCH', body }),
    onSuccess: forget,
  });
}

/** A database is a profile: whatever shows profiles shows it too. */
export function useForgetDatabases() {
  const cache = useQueryClient();
  const forgetProfiles = useForgetProfiles();
  return () => Promise.all([forgetProfiles(), cache.invalidateQueries({ queryKey: keys.databases.all })]);
}
