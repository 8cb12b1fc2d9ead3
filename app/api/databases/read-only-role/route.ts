import { NewReader } from '@/lib/contracts/database';
import { CreatedReader } from '@/lib/contracts/database-role';
import { createReader } from '@/lib/domain/databases/create-reader';
import { DATABASE_TRIES } from '@/lib/domain/databases/try-database';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'optional' },
    body: NewReader,
    output: CreatedReader,
    status: 201,
    audit: {
      action: 'database.role_create',
      of: ({ body: { db_type }, result: { username } }) => ({ subject: username, detail: { db_type } }),
    },
    limit: DATABASE_TRIES,
    summary: 'Create a role on the server that only reads',
    description:
      'For PostgreSQL, MySQL and MariaDB. The credentials need the right to create roles; they are used once and not kept. The password of the new role is shown this once.',
    tag: 'Databases',
  },
  ({ principal, body: { user_id: _user, db_type, schemas, idempotency_key, ...fields } }) =>
    createReader(principal, db_type, fields, { schemas, idempotency_key }),
);
