import * as z from 'zod';
import { SavedQueryChange, SavedQueryParams, SavedQueryTool } from '@/lib/contracts/saved-query';
import { changeSavedQuery, removeSavedQuery } from '@/lib/domain/databases/saved-queries';
import { route } from '@/lib/http/route';

export const PATCH = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    params: SavedQueryParams,
    body: SavedQueryChange,
    output: SavedQueryTool,
    audit: {
      action: 'database.query_change',
      of: ({ params, body }) => ({
        subject: params.db_id,
        detail: { name: params.name, changed: Object.keys(body) },
      }),
    },
    summary: 'Change a saved query',
    tag: 'Databases',
  },
  ({ principal, params, body }) => changeSavedQuery(principal, params.db_id, params.name, body),
);

export const DELETE = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    params: SavedQueryParams,
    output: z.void(),
    audit: {
      action: 'database.query_remove',
      of: ({ params }) => ({ subject: params.db_id, detail: { name: params.name } }),
    },
    summary: 'Remove a saved query and its tool',
    tag: 'Databases',
  },
  ({ principal, params }) => removeSavedQuery(principal, params.db_id, params.name),
);
