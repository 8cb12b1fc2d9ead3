import { callDatabase } from '@/lib/calls/call-database';
import { toExecuteAnswer } from '@/lib/calls/execute-answer';
import { DatabaseParams } from '@/lib/contracts/database';
import { DatabaseSchemaQuery } from '@/lib/contracts/database-query';
import { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { raw, route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'tools:execute', account: 'required' },
    params: DatabaseParams,
    query: DatabaseSchemaQuery,
    output: raw('application/json', ToolCallAnswer),
    // Every call has a record of its own.
    audit: null,
    carriesSuccess: true,
    summary: 'Its tables, collections or keys, or one of them described',
    tag: 'Databases',
  },
  async ({ principal, params, query: { cursor, ...wanted }, request, requestId }) => {
    const about = { requestId, signal: request.signal };
    const answer = await callDatabase(principal, params.db_id, { tool: 'schema', input: wanted, cursor }, about);
    return new Response(toExecuteAnswer(answer), { headers: { 'content-type': 'application/json' } });
  },
);
