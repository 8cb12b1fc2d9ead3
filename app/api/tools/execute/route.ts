import { callTool } from '@/lib/calls/call-tool';
import { toExecuteAnswer } from '@/lib/calls/execute-answer';
import { ToolCallAnswer, ToolCallRequest } from '@/lib/contracts/tool-call';
import { toAppError } from '@/lib/errors';
import { setAllowance } from '@/lib/http/allowance';
import { toErrorAnswer } from '@/lib/http/answer';
import { BODY_LIMITS } from '@/lib/http/body-limits';
import { markAsDemo } from '@/lib/http/demo-header';
import { readIdempotencyKey } from '@/lib/http/idempotency-key';
import { raw, route } from '@/lib/http/route';
import { WholeResponse } from '@/lib/http/whole-response';

/** Served in front of Next as well. The answer is written as text around the result, which was made once. */
export const POST = route(
  {
    access: { role: 'member', scope: 'tools:execute', account: 'required' },
    // Every call has a record of its own.
    audit: null,
    body: ToolCallRequest,
    output: raw('application/json', ToolCallAnswer),
    maxBodyBytes: BODY_LIMITS.callBytes,
    carriesSuccess: true,
    tag: 'Tools',
    summary: 'Run a tool',
    description:
      'A tool that ran and failed is an answer with `success: false` and its own message, status 200.\n\n' +
      '`GMAIL_SEND_EMAIL`, `gmail-send-email` and `gmail_send_email` are spellings of one tool, at whichever provider ' +
      'the app is connected. Where several profiles have the tool, the call runs on the one that `profile_id` names. ' +
      'Without it, profiles that cannot be used (not connected, dead, switched off) are left aside while there is one ' +
      'that can; of the rest the default of the app runs it, or the only one that has the tool switched on. Where that ' +
      'does not decide, the answer is `ambiguous_profile` with the `choices`. The spelling and the provider never decide.',
  },
  async ({ principal, body, request, requestId, headers }) => {
    const executionId = crypto.randomUUID();
    try {
      const answer = await callTool(principal, {
        ...{ executionId, requestId, tool: body.action, input: body.params },
        ...{ profileId: body.profile_id, agent: body.agent, cursor: body.cursor },
        idempotencyKey: readIdempotencyKey(request, body.idempotency_key),
        timeoutMs: body.timeout_s && body.timeout_s * 1000,
        signal: request.signal,
        traceparent: request.headers.get('traceparent'),
        onAllowance: (allowance) => setAllowance(headers, allowance),
      });
      if (answer.demo) markAsDemo(headers);
      return new WholeResponse(toExecuteAnswer(answer), { headers: { 'content-type': 'application/json' } });
    } catch (caught) {
      const about = { requestId, headers, locale: principal.locale, carriesSuccess: true };
      const refusal = toErrorAnswer(caught, about);
      const { status, headers: sent } = refusal;
      const { isUnrecorded, firstExecutionId = executionId } = toAppError(caught).detail;
      const record = isUnrecorded ? undefined : firstExecutionId;
      return Response.json({ ...(await refusal.json()), execution_id: record }, { status, headers: sent });
    }
  },
);
