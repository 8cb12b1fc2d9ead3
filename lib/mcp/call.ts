import {
  type CallToolRequest,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequiredResult,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { callTool } from '@/lib/calls/call-tool';
import { JsonObject } from '@/lib/contracts/json';
import { AppError, parseInput, toAppError } from '@/lib/errors';
import { readLocale } from '@/lib/http/read-locale';
import { translate } from '@/lib/http/translate';
import type { Visit } from './gate';
import { CURSOR, PROFILE, toErrorResult, toToolResult } from './tool-result';

type Params = Pick<CallToolRequest['params'], 'name' | 'arguments'>;

/** The same road as every other call, with the same record and the same errors in this protocol's words. */
export async function runCall(
  { caller, request, requestId }: Visit,
  { name, arguments: given = {} }: Params,
  { mcpReq }: ServerContext,
): Promise<CallToolResult | InputRequiredResult> {
  const { principal, agent } = caller;
  try {
    if (!principal.scopes.includes('tools:execute')) {
      throw new AppError('forbidden', 'This key does not have the scope tools:execute.');
    }
    const { [CURSOR]: cursor, [PROFILE]: profileId, ...input } = parseInput(JsonObject, given);
    const answer = await callTool(principal, {
      ...{ executionId: crypto.randomUUID(), requestId, tool: name, agent: agent?.id },
      input,
      cursor: typeof cursor === 'string' ? cursor : undefined,
      profileId: typeof profileId === 'string' ? profileId : undefined,
      idempotencyKey: textIn(mcpReq._meta, 'patchbay/idempotency_key') ?? undefined,
      signal: request.signal,
      traceparent: textIn(mcpReq._meta, 'traceparent') ?? request.headers.get('traceparent'),
      onProgress: progressTo(mcpReq),
    });
    return toToolResult(answer);
  } catch (caught) {
    return toAnswer(translate(toAppError(caught), readLocale(request)), requestId, mcpReq);
  }
}

function toAnswer(error: AppError, requestId: string, mcpReq: ServerContext['mcpReq']) {
  const { action } = error.detail;
  if (error.code === 'not_found' && !action) throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message);
  const needsPerson = error.code === 'needs_connection' || error.code === 'needs_reconnect';
  // Asked once: a client that comes back has shown the page, and is told in words if that did not help.
  if (needsPerson && action && mcpReq.inputResponses === undefined && opensPages(mcpReq)) {
    const elicitation = inputRequired.elicitUrl({ message: error.message, url: action.url });
    return inputRequired({ inputRequests: { connect: elicitation } });
  }
  return toErrorResult(error, requestId);
}

/** Only revision 2026-07-28 says with each request what the client can do. */
function opensPages({ envelope }: ServerContext['mcpReq']): boolean {
  const carried: { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities } = envelope ?? {};
  return carried[CLIENT_CAPABILITIES_META_KEY]?.elicitation?.url !== undefined;
}

function progressTo({ _meta, notify }: ServerContext['mcpReq']) {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress: { progress: number; total?: number; message?: string }) => {
    void notify({ method: 'notifications/progress', params: { progressToken, ...progress } }).catch(() => {});
  };
}

function textIn(meta: Record<string, unknown> | undefined, name: string): string | null {
  const value = meta?.[name];
  return typeof value === 'string' ? value : null;
}
