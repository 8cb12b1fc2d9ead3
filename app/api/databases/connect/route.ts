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
      of: ({ body, result }) => ({ subject: result.db_id, detail: { db_type: body.db_type, name: result.name } }),
    },
    limit: DATABASE_TRIES,
    summary: 'Try to connect, then seal and save the settings',
    tags: ['databases'],
  },
  ({ principal, body: { user_id: _user, db_type, ...fields } }) => connectDatabase(principal, db_type, fields),
);
