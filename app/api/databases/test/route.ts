import { DatabaseTest, NewDatabase } from '@/lib/contracts/database';
import { testDatabase } from '@/lib/domain/databases/test-database';
import { DATABASE_TRIES } from '@/lib/domain/databases/try-database';
import { answerTest } from '@/lib/http/database-test';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'optional' },
    body: NewDatabase,
    output: DatabaseTest,
    // Nothing is changed, and nothing is kept.
    audit: null,
    limit: DATABASE_TRIES,
    carriesSuccess: true,
    summary: 'Try to connect, and save nothing',
    description:
      'A failed try is an answer with `success: false` and the field to look at, status 200. `role` says what the user may do beside reading.',
    tag: 'Databases',
  },
  ({ principal, body: { user_id: _user, accept_dangerous_role: _accept, db_type, ...fields } }) =>
    answerTest(testDatabase(principal, db_type, fields), principal.locale),
);
