import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { DatabaseDetails } from '@/lib/contracts/database';
import { CreatedReader } from '@/lib/contracts/database-role';
import type { JsonObject } from '@/lib/contracts/json';
import { toPath } from './to-path';
import { useForgetDatabases } from './use-databases';
import { useViewedAccount } from './use-viewed-account';

/** Creates a role that only reads, with the credentials of a form that is not saved yet. */
export function useCreateReader(type: string) {
  return useMutation({
    mutationFn: (fields: JsonObject) =>
      api(CreatedReader, '/api/databases/read-only-role', { method: 'POST', body: { ...fields, db_type: type } }),
  });
}

/** The same for a database that is connected, which then connects as the new role. */
export function useReplaceByReader(databaseId: string) {
  const account = useViewedAccount();
  const forget = useForgetDatabases();
  return useMutation({
    mutationFn: (fields: JsonObject) =>
      api(DatabaseDetails, toPath(`/api/databases/${databaseId}/read-only-role`, { user_id: account }), {
        method: 'POST',
        body: fields,
      }),
    onSuccess: forget,
  });
}
