import { DatabaseParams } from '@/lib/contracts/database';
import { DatabaseHistory } from '@/lib/contracts/database-history';
import { PageQuery } from '@/lib/contracts/paging';
import { listDatabaseHistory } from '@/lib/domain/databases/database-history';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'required' },
    params: DatabaseParams,
    query: PageQuery,
    output: DatabaseHistory,
    audit: null,
    summary: 'What was asked of a database, newest first',
    tag: 'Databases',
  },
  async ({ principal, params, query }) => {
    const { items, nextCursor } = await listDatabaseHistory(principal, params.db_id, query);
    return { history: items, next_cursor: nextCursor };
  },
);
