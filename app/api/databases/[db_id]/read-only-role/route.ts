import { DatabaseDetails, DatabaseParams, ReaderOfDatabase } from '@/lib/contracts/database';
import { replaceByReader } from '@/lib/domain/databases/create-reader';
import { DATABASE_TRIES } from '@/lib/domain/databases/try-database';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    params: DatabaseParams,
    body: ReaderOfDatabase,
    output: DatabaseDetails,
    audit: {
      action: 'database.role_create',
      of: ({ params, result }) => ({ subject: params.db_id, detail: { username: result.username } }),
    },
    limit: DATABASE_TRIES,
    summary: 'Create a role that only reads, and connect a saved database as it',
    description:
      'For PostgreSQL, MySQL and MariaDB. Uses the credentials that are kept, or those in the body, which are not kept. The password of the new role is shown to nobody.',
    tag: 'Databases',
  },
  ({ principal, params, body: { user_id: _user, schemas, idempotency_key, ...fields } }) =>
    replaceByReader(principal, params.db_id, fields, { schemas, idempotency_key }),
);
