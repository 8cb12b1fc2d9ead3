import { createMcpHandler, isJsonContentType, type McpServer, type Server } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { type AppError, parseInput, toAppError, toErrorBody } from '@/lib/errors';
import { BODY_LIMITS } from '@/lib/http/body-limits';
import { logFailure } from '@/lib/http/log-failure';
import { readJson } from '@/lib/http/read-body';
import { readLocale } from '@/lib/http/read-locale';
import { requestIdOf } from '@/lib/http/request-id';
import { translate } from '@/lib/http/translate';
import { log } from '@/lib/platform/log';
import { refuseForeignPage } from './addresses';
import { messagesOf, refuseSameIds, withoutCancellations } from './batch';
import { type Caller, findSpeaker, toCaller } from './caller';
import { cancelIfAsked } from './cancel-call';
import { changesFor } from './changes';
import { closeInTime, isListening, listen } from './listen';
import { PendingAllowance } from './pending-allowance';
import { isIntroduction, refuseRevision } from './revisions';
import { endsSession, withSession } from './session';

export type Visit = {
  caller: Caller;
  request: Request;
  requestId: string;
  allowance: PendingAllowance;
};
export type MakeServer = (visit: Visit) => Server | McpServer;
/** Answers what is simple without a server; null leaves it to one. */
export type Shortcut = (visit: Visit, body: unknown) => Promise<Response | null>;

/** GET and DELETE belong to the revisions before 2026-07-28, and the SDK names neither. */
const METHODS = 'DELETE, GET, OPTIONS, POST';
/** JSON-RPC's code for a request whose parameters are wrong, and the range that is free for servers' own. */
const RPC_CODES: Partial<Record<AppError['code'], number>> = { invalid_request: -32602, internal: -32603 };
const RPC_OTHER = -32000;
const RPC_NOT_JSON = -32700;

/** As much of an introduction as every revision wants; the SDK takes what is missing for a failure of its own. */
const Initialize = z.object({
  params: z.object({
    protocolVersion: z.string(),
    capabilities: z.looseObject({}),
    clientInfo: z.object({ name: z.string(), version: z.string() }),
  }),
});

/** What the SDK's own check of a list says is a failure of ours, too. */
const ListTools = z.object({ params: z.looseObject({ cursor: z.string().optional() }).optional() });

/**
 * Our side of the transport, in front of whatever server is behind it: pages are turned away, then strangers, and
 * only then is anything read. Stateless: any process answers any request, in both revisions of the protocol.
 */
export function behindGate(makeServer: MakeServer, shortcut?: Shortcut) {
  return async (sent: Request, agentSlug?: string): Promise<Response> => {
    let request = sent;
    const requestId = requestIdOf(request);
    let parsedBody: unknown;
    try {
      const foreign = refuseForeignPage(request);
      if (foreign) return foreign;
      const speaker = await findSpeaker(request);
      if (isListening(request)) {
        const caller = await toCaller(speaker, request, agentSlug, { isCall: false });
        return listen(caller, request, () => isStillLetIn(request, agentSlug));
      }
      if (endsSession(request)) return new Response(null, { status: 204 });
      parsedBody = await readBody(request);
      if (parsedBody !== undefined) request = acceptingBothForms(request);
      const isCall = methodOf(parsedBody) === 'tools/call';
      const caller = await toCaller(speaker, request, agentSlug, { isCall });
      if (isIntroduction(request, parsedBody)) parseInput(Initialize, parsedBody);
      if (methodOf(parsedBody) === 'tools/list') parseInput(ListTools, parsedBody);
      const refused = refuseSameIds(parsedBody) ?? refuseRevision(request, parsedBody);
      if (refused) return refused;
      const allowance = new PendingAllowance();
      const visit: Visit = { caller, request, requestId, allowance };
      for (const message of messagesOf(parsedBody)) await cancelIfAsked(visit.caller, request.headers, message);
      const remaining = withoutCancellations(parsedBody);
      if (remaining === null) return new Response(null, { status: 202 });
      parsedBody = remaining;
      const answer = parsedBody === undefined ? null : await shortcut?.(visit, parsedBody);
      if (answer) return allowance.addTo(answer);
      const handler = createMcpHandler(() => makeServer(visit), {
        bus: changesFor(visit.caller),
        onerror: (cause) => log().debug({ request_id: requestId, cause }, 'an MCP request was refused'),
      });
      const response = await handler.fetch(request, parsedBody === undefined ? {} : { parsedBody });
      if (methodOf(parsedBody) === 'subscriptions/listen')
        closeInTime(handler, request, () => isStillLetIn(request, agentSlug));
      if (response.status === 405) response.headers.set('allow', METHODS);
      return withSession(isCall ? await allowance.addTo(response) : response, parsedBody);
    } catch (caught) {
      return refusal(toAppError(caught), request, { requestId, id: idOf(parsedBody) });
    }
  };
}

/**
 * Who accepts anything, or says nothing of it, accepts both forms of an answer; the SDK wants to see them by name. For a
 * request whose body has been read.
 */
function acceptingBothForms(request: Request): Request {
  const accept = request.headers.get('accept');
  if (accept !== null && !/(^|,)\s*\*\/\*/.test(accept)) return request;
  const headers = new Headers(request.headers);
  headers.set('accept', 'application/json, text/event-stream');
  return new Request(request.url, { method: request.method, headers, signal: request.signal });
}

/** Throws once whoever listens would not be let in any more. */
async function isStillLetIn(request: Request, agentSlug: string | undefined): Promise<boolean> {
  await toCaller(await findSpeaker(request), request, agentSlug, { isCall: false });
  return true;
}

/** The message, read once; undefined where there is none, or not one of JSON: the SDK says what is wrong with that. */
async function readBody(request: Request): Promise<unknown> {
  const isJson = isJsonContentType(request.headers.get('content-type'));
  return request.method === 'POST' && isJson ? readJson(request, BODY_LIMITS.callBytes) : undefined;
}

function methodOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'method' in message ? message.method : undefined;
}

type RpcId = string | number | null;

/** A client can only tell its request from the others by the id it gave it. */
function idOf(message: unknown): RpcId {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** As a JSON-RPC error, with the error of every other endpoint as its data. */
function refusal(error: AppError, request: Request, { requestId, id }: { requestId: string; id: RpcId }): Response {
  logFailure(error, requestId);
  const translated = translate(error, readLocale(request));
  const { error: data } = toErrorBody(translated, requestId, readLocale(request));
  const body = {
    jsonrpc: '2.0',
    error: {
      code: translated.status === 400 ? RPC_NOT_JSON : (RPC_CODES[translated.code] ?? RPC_OTHER),
      message: translated.message,
      data,
    },
    id,
  };
  const headers = new Headers({ 'x-request-id': requestId, 'cache-control': 'no-store' });
  if (translated.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="Patchbay"');
  if (translated.detail.retryAfterS !== undefined) headers.set('retry-after', String(translated.detail.retryAfterS));
  return Response.json(body, { status: translated.status, headers });
}
