import { DatabaseChange, DatabaseDetails, DatabaseParams } from '@/lib/contracts/database';
import { changeDatabase } from '@/lib/domain/databases/change-database';
import { getDatabase } from '@/lib/domain/databases/databases';
import { DATABASE_TRIES } from '@/lib/domain/databases/try-database';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: DatabaseParams,
    output: DatabaseDetails,
    audit: null,
    summary: 'One database, with what the form shows of it',
    tag: 'Databases',
  },
  ({ principal, params }) => getDatabase(principal, params.db_id),
);

export const PATCH = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    params: DatabaseParams,
    body: DatabaseChange,
    output: DatabaseDetails,
    audit: {
      action: 'database.change',
      of: ({ params, body: { accept_dangerous_role, ...change } }) => ({
        subject: params.db_id,
        detail: { changed: Object.keys(change), ...(accept_dangerous_role && { accept_dangerous_role }) },
      }),
    },
    limit: DATABASE_TRIES,
    summary: 'Edit, rename, pause, lower limits, allow writes',
    description:
      'A secret that is absent or empty stays as it was; it has to be sent again when the host or the port changes, or TLS is weakened or trusts another authority. Settings that lead somewhere else, or allow writes, are tried before they are saved, and refused as `dangerous_role` when their user may do far more than read, unless `accept_dangerous_role` is true.',
    tag: 'Databases',
  },
  ({ principal, params, body }) => changeDatabase(principal, params.db_id, body),
);
