import {
  type CallToolRequest,
  type CallToolResult,
  type InputRequiredResult,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  UrlElicitationRequiredError,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { callTool } from '@/lib/calls/call-tool';
import { JsonObject } from '@/lib/contracts/json';
import { Cursor } from '@/lib/contracts/paging';
import { ToolCallRequest } from '@/lib/contracts/tool-call';
import type { Locale } from '@/lib/contracts/user';
import { AppError, parseInput, toAppError } from '@/lib/errors';
import { readLocale } from '@/lib/http/read-locale';
import { translate } from '@/lib/http/translate';
import { randomId } from '@/lib/platform/seal/token';
import { say, toText } from '@/lib/sentence';
import type { CallContext } from './call-context';
import { CallCancelled, startCancellable } from './cancel-call';
import type { Visit } from './gate';
import { CURSOR, PROFILE, toErrorResult, toToolResult } from './tool-result';

const KEY = 'patchbay/idempotency_key';

/** What a call means by them decides what runs, so one that cannot be read is refused and not left out. */
const Ours = z.object({
  [CURSOR]: Cursor.optional(),
  [PROFILE]: z.string().toLowerCase().optional(),
  [KEY]: ToolCallRequest.shape.idempotency_key,
});

type Params = Pick<CallToolRequest['params'], 'name' | 'arguments'>;

/** The same road as every other call, with the same record and the same errors in this protocol's words. */
export async function runCall(
  visit: Visit,
  { name, arguments: given = {} }: Params,
  context: CallContext,
): Promise<CallToolResult | InputRequiredResult> {
  const { request, requestId } = visit;
  const { principal, agent } = visit.caller;
  let executionId: string | undefined;
  const cancellable = startCancellable(visit.caller, request.headers, context.id);
  try {
    if (!principal.scopes.includes('tools:execute')) {
      throw new AppError('forbidden', say('access.scopeMissing', { scope: 'tools:execute' }));
    }
    const input = parseInput(JsonObject, given);
    const ours = parseInput(Ours, { [CURSOR]: input[CURSOR], [PROFILE]: input[PROFILE], [KEY]: context.meta[KEY] });
    executionId = randomId();
    const answer = await callTool(principal, {
      executionId,
      requestId,
      tool: name,
      agent: agent?.id,
      input: withoutOurs(input),
      cursor: ours[CURSOR],
      profileId: ours[PROFILE],
      idempotencyKey: ours[KEY],
      signal: cancellable ? AbortSignal.any([request.signal, cancellable.signal]) : request.signal,
      traceparent: textOf(context.meta.traceparent) ?? request.headers.get('traceparent'),
      onProgress: context.onProgress,
      onAllowance: (allowance) => visit.allowance.set(allowance),
    });
    return toToolResult(answer);
  } catch (caught) {
    const error = toAppError(caught);
    const locale = readLocale(request);
    if (cancellable?.signal.aborted) throw new CallCancelled(toText(error.words, locale));
    if (error.detail.isUnrecorded) executionId = undefined;
    if (error.detail.allowance) visit.allowance.set(error.detail.allowance);
    const isUnlisted = !context.isRelayed && textOf(given[PROFILE]) === undefined;
    return toAnswer(translate(error, locale), { requestId, executionId, locale }, { ...context, isUnlisted });
  } finally {
    cancellable?.end();
  }
}

/** What goes to the tool. Usually that is all, which may be a hundred thousand names, so it is only copied if need be. */
function withoutOurs(given: JsonObject): JsonObject {
  if (!Object.hasOwn(given, CURSOR) && !Object.hasOwn(given, PROFILE)) return given;
  const { [CURSOR]: _cursor, [PROFILE]: _profileId, ...input } = given;
  return input;
}

/** `isUnlisted`: the client itself named a tool, so one that does not exist is a mistake in the protocol. */
function toAnswer(
  error: AppError,
  about: { requestId: string; executionId: string | undefined; locale: Locale },
  { pages, isAnswered, isUnlisted }: CallContext & { isUnlisted: boolean },
) {
  const { action } = error.detail;
  if (error.code === 'not_found' && !action && isUnlisted) {
    const data = about.executionId && { 'patchbay/execution_id': about.executionId };
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message, data);
  }
  const needsPerson = error.code === 'needs_connection' || error.code === 'needs_reconnect';
  if (!needsPerson || !action) return toErrorResult(error, about);
  const { message } = error;
  if (pages === 'error') {
    throw new UrlElicitationRequiredError(
      [{ mode: 'url', url: action.url, message, elicitationId: randomId() }],
      message,
    );
  }
  // Asked once: a client that comes back has shown the page, and is told in words if that did not help.
  if (pages === 'input' && !isAnswered) {
    return inputRequired({ inputRequests: { connect: inputRequired.elicitUrl({ message, url: action.url }) } });
  }
  return toErrorResult(error, about);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
