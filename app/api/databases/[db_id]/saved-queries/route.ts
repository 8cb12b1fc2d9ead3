import { DatabaseParams } from '@/lib/contracts/database';
import { SavedQuery, SavedQueryList, SavedQueryTool } from '@/lib/contracts/saved-query';
import { createSavedQuery, listSavedQueries } from '@/lib/domain/databases/saved-queries';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: DatabaseParams,
    output: SavedQueryList,
    audit: null,
    summary: 'The saved queries of a database',
    tag: 'Databases',
  },
  async ({ principal, params }) => ({ saved_queries: await listSavedQueries(principal, params.db_id) }),
);

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    params: DatabaseParams,
    body: SavedQuery,
    output: SavedQueryTool,
    status: 201,
    audit: {
      action: 'database.query_save',
      of: ({ params, body }) => ({ subject: params.db_id, detail: { name: body.name } }),
    },
    summary: 'Save a query as a tool of its own',
    tag: 'Databases',
  },
  ({ principal, params, body }) => createSavedQuery(principal, params.db_id, body),
);
