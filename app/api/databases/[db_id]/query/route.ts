import { callDatabase } from '@/lib/calls/call-database';
import { toExecuteAnswer } from '@/lib/calls/execute-answer';
import { DatabaseParams } from '@/lib/contracts/database';
import { DatabaseQuery } from '@/lib/contracts/database-query';
import { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { setAllowance } from '@/lib/http/allowance';
import { raw, route } from '@/lib/http/route';
import { inSpanish } from '@/lib/http/translate';

export const POST = route(
  {
    access: { role: 'member', scope: 'tools:execute', account: 'required' },
    params: DatabaseParams,
    body: DatabaseQuery,
    output: raw('application/json', ToolCallAnswer),
    // Every call has a record of its own.
    audit: null,
    carriesSuccess: true,
    summary: 'Run a query, or another tool of the database',
    description: 'A statement that ran and failed is an answer with `success: false` and its message, status 200.',
    tag: 'Databases',
  },
  async ({ principal, params, body, request, requestId, headers }) => {
    const answer = await callDatabase(principal, params.db_id, body, {
      requestId,
      signal: request.signal,
      onAllowance: (allowance) => setAllowance(headers, allowance),
    });
    // What the reader of statements refuses is written by us; what a server says of a statement stays in its words.
    const reason = principal.locale === 'es' ? (inSpanish(answer.reason ?? '') ?? answer.reason) : answer.reason;
    return new Response(toExecuteAnswer({ ...answer, reason }), { headers: { 'content-type': 'application/json' } });
  },
);
