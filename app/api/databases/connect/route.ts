import { ConnectedDatabase, NewDatabase } from '@/lib/contracts/database';
import { connectDatabase } from '@/lib/domain/databases/connect-database';
import { DATABASE_TRIES } from '@/lib/domain/databases/try-database';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    body: NewDatabase,
    output: ConnectedDatabase,
    status: 201,
    audit: {
      action: 'database.connect',
      of: ({ body: { db_type, accept_dangerous_role }, result: { db_id, name } }) => ({
        subject: db_id,
        detail: { db_type, name, ...(accept_dangerous_role && { accept_dangerous_role }) },
      }),
    },
    limit: DATABASE_TRIES,
    summary: 'Try to connect, then seal and save the settings',
    description:
      'A user of the database that may do far more than read is refused as `dangerous_role`, unless `accept_dangerous_role` is true.',
    tag: 'Databases',
  },
  ({ principal, body: { user_id: _user, db_type, accept_dangerous_role: acceptsDangerousRole = false, ...fields } }) =>
    connectDatabase(principal, db_type, fields, { acceptsDangerousRole }),
);
