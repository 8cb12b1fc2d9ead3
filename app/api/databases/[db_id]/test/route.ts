import { DatabaseChange, DatabaseParams, DatabaseTest } from '@/lib/contracts/database';
import { testSavedDatabase } from '@/lib/domain/databases/test-database';
import { DATABASE_TRIES } from '@/lib/domain/databases/try-database';
import { answerTest } from '@/lib/http/database-test';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    params: DatabaseParams,
    body: DatabaseChange,
    output: DatabaseTest,
    audit: { action: 'database.test', of: ({ params }) => ({ subject: params.db_id }) },
    limit: DATABASE_TRIES,
    carriesSuccess: true,
    summary: 'Try a saved database, with or without edits that are not saved',
    tag: 'Databases',
  },
  ({ principal, params, body: { user_id: _user, is_active: _active, accept_dangerous_role: _accept, ...fields } }) =>
    answerTest(testSavedDatabase(principal, params.db_id, fields), principal.locale),
);
