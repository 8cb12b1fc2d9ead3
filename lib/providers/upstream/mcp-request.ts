import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/client';
import * as z from 'zod';
import { isObject } from '@/lib/contracts/json';
import type { Posted } from '@/lib/platform/outbound/post';
import type { Room } from '@/lib/platform/room';
import type { Progress } from '../provider';
import { unreadable } from './failure';
import { exchangeWith, refusal } from './fetch';
import { parseJson } from './json';
import { type OtherMessage, type RpcAnswer, readAnswer } from './mcp-answer';
import { CLIENT, type McpTarget, type Session } from './mcp-session';

export type McpRequest = {
  method: 'tools/call' | 'tools/list';
  params: { name?: string; [key: string]: unknown };
  meta?: Record<string, string>;
  signal: AbortSignal;
  room?: Room | undefined;
  onRepeat?: (() => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
};

/** What was agreed with the server does not hold any more: it refused the request, with this status, unread. */
export type Forgotten = { forgottenBy: number };

const ProgressParams = z.object({
  progressToken: z.string(),
  progress: z.number(),
  total: z.number().optional(),
  message: z.string().optional(),
});
const TYPES = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
const INTRODUCTION = { [CLIENT_INFO_META_KEY]: CLIENT, [CLIENT_CAPABILITIES_META_KEY]: {} };
const METHOD_NOT_FOUND = -32601;
const UNSUPPORTED_VERSION = -32022;
/** What the SDK's servers answer where a message does not get as far as its method. */
const REFUSED_BY_TRANSPORT = -32000;

/**
 * One request under a session that the SDK opened, written and read here: the SDK's own way costs several times the
 * rest of a call, checks results after the fact (a write that was done would become an error), sends a call again when
 * it dislikes the headers of an answer, and waits for ever when a stream breaks off. Hanging up stops the work.
 */
export async function request(target: McpTarget, session: Session, asked: McpRequest): Promise<RpcAnswer | Forgotten> {
  const { service, url, post } = target;
  const { signal, room, onRepeat } = asked;
  session.requests += 1;
  const id = `patchbay-${session.requests}`;
  const isModern = session.client.getProtocolEra() === 'modern';
  try {
    return await exchangeWith(service, async () => {
      const { headers, body } = write(target, session, asked, { id, isModern });
      const posted = await post(url, { headers, body, signal, room, onRepeat });
      const read = () => readAnswer(service, posted, { id, room, onOther: listener(session, asked, id) });
      return posted.status >= 200 && posted.status < 300 ? read() : refused(service, posted, { isModern, id });
    });
  } catch (caught) {
    // Before 2026-07-28 hanging up says nothing; the server has to be told.
    if (signal.aborted && !isModern) void tellCancelled(session, id);
    throw caught;
  }
}

function write(
  target: McpTarget,
  { client, transport }: Session,
  { method, params, meta, onProgress }: McpRequest,
  { id, isModern }: { id: string; isModern: boolean },
) {
  const version = client.getNegotiatedProtocolVersion() ?? '';
  const _meta = { ...meta };
  if (onProgress) _meta.progressToken = id;
  if (isModern) Object.assign(_meta, INTRODUCTION, { [PROTOCOL_VERSION_META_KEY]: version });
  const headers: Record<string, string> = { ...target.headers, ...TYPES, 'mcp-protocol-version': version };
  if (transport.sessionId) headers['mcp-session-id'] = transport.sessionId;
  if (isModern) headers['mcp-method'] = method;
  if (isModern && params.name !== undefined) headers['mcp-name'] = asHeader(params.name);
  const sent = Object.keys(_meta).length > 0 ? { ...params, _meta } : params;
  return { headers, body: JSON.stringify({ jsonrpc: '2.0', id, method, params: sent }) };
}

/** As the protocol writes in a header what does not fit into one. */
function asHeader(value: string): string {
  const isPlain = /^[!-~](?:[ -~]*[!-~])?$/.test(value) && !value.startsWith('=?base64?');
  return isPlain ? value : `=?base64?${Buffer.from(value).toString('base64')}?=`;
}

/** Since 2026-07-28 an error of the protocol has a status too; before, 404 means that the session has ended. */
async function refused(
  service: string,
  posted: Posted,
  { isModern, id }: { isModern: boolean; id: string },
): Promise<RpcAnswer | Forgotten> {
  const { status } = posted;
  const header = (name: string) => posted.header(name);
  const text = await posted.text();
  if (!isModern && status === 404) return { forgottenBy: status };
  if (status === 400 && isAboutSession(text)) return { forgottenBy: status };
  if (isModern && status < 500 && posted.header('content-type')?.startsWith('application/json')) {
    const whole = { status, header, wasShortened: false, text: async () => text, read: async () => {} };
    const answer = await readAnswer(service, whole, { id, onOther: () => {} }).catch(() => null);
    if (answer) return answer;
  }
  throw refusal(service, { status, headers: { get: header } }, text);
}

/**
 * A server that was replaced by an older or a newer one refuses the revision that was agreed on; many refuse a session
 * that they do not know with 400 instead of 404.
 */
function isAboutSession(text: string): boolean {
  const message = parseJson(text);
  const error = isObject(message) && isObject(message.error) ? message.error : {};
  // Without an id the message was not read as far as its id, and nothing has been run.
  const isUnread = isObject(message) && (message.id === null || message.id === undefined);
  return error.code === UNSUPPORTED_VERSION || (error.code === REFUSED_BY_TRANSPORT && isUnread);
}

function listener(session: Session, { onProgress }: McpRequest, ownId: string) {
  return ({ id, method, params }: OtherMessage) => {
    if (method === 'notifications/progress') {
      const found = ProgressParams.safeParse(params).data;
      if (found?.progressToken !== ownId) return;
      const { progressToken: _, ...progress } = found;
      onProgress?.(progress as Progress);
    } else if (typeof method === 'string' && (typeof id === 'string' || typeof id === 'number')) {
      // We offer nothing that a server could ask for, but one that asks waits for an answer.
      const answer = method === 'ping' ? { result: {} } : { error: { code: METHOD_NOT_FOUND, message: 'Not offered' } };
      void session.transport.send({ jsonrpc: '2.0', id, ...answer }).catch(() => {});
    }
  };
}

async function tellCancelled({ client }: Session, requestId: string): Promise<void> {
  const params = { requestId, reason: 'The caller hung up.' };
  await client.notification({ method: 'notifications/cancelled', params }).catch(() => {}); // it hears of it by our hanging up
}

/** Results of other kinds ask for something that only a client with a person in front of it has. */
export function completeResult(service: string, result: unknown): unknown {
  const kind = typeof result === 'object' && result !== null && 'resultType' in result ? result.resultType : 'complete';
  if (kind !== 'complete') throw unreadable(service, `a result that is ${kind}`);
  return result;
}
