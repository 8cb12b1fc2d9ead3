import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { isObject, JsonObject } from '@/lib/contracts/json';
import { type CallContext, pagesOf } from './call-context';
import { MODERN } from './revisions';

const Message = z.strictObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number().int()]),
  method: z.enum(['tools/call', 'tools/list']),
  params: z
    .strictObject({
      name: z.string().optional(),
      arguments: JsonObject.optional(),
      _meta: JsonObject.optional(),
    })
    .default({}),
});

export const FORMER: ReadonlySet<string> = new Set(['2025-11-25', '2025-06-18', '2025-03-26']);

export type PlainMessage = { message: z.infer<typeof Message>; isModern: boolean; context: CallContext };

/**
 * A call or a list in its usual form: one message, nothing streamed back, every header as the revision wants it. Null
 * for whatever is not exactly that; the SDK knows what to make of it, and what to say when it is wrong.
 */
export function readPlainMessage(request: Request, body: unknown): PlainMessage | null {
  const { headers } = request;
  if (request.method !== 'POST' || !(headers.get('accept') ?? '').includes('application/json')) return null;
  const message = Message.safeParse(body).data;
  if (!message || (message.method === 'tools/call') !== (message.params.name !== undefined)) return null;
  const { _meta: meta = {} } = message.params;
  if ('progressToken' in meta) return null;
  const isModern = PROTOCOL_VERSION_META_KEY in meta;
  if (isModern ? !isAsAnnounced(headers, message, meta) : !isFormer(headers, meta)) return null;
  const pages = pagesOf(isModern ? meta : null, headers);
  return { message, isModern, context: { id: message.id, meta, pages, isAnswered: false, onProgress: undefined } };
}

/** Revision 2026-07-28 compares its headers with the body, and has the client introduce itself every time. */
function isAsAnnounced(headers: Headers, { method, params }: z.infer<typeof Message>, meta: Record<string, unknown>) {
  return (
    meta[PROTOCOL_VERSION_META_KEY] === MODERN &&
    headers.get('mcp-protocol-version') === MODERN &&
    headers.get('mcp-method') === method &&
    (params.name === undefined || headers.get('mcp-name') === params.name) &&
    isObject(meta[CLIENT_CAPABILITIES_META_KEY]) &&
    isObject(meta[CLIENT_INFO_META_KEY])
  );
}

function isFormer(headers: Headers, meta: Record<string, unknown>): boolean {
  const version = headers.get('mcp-protocol-version');
  const claimsMore = Object.keys(meta).some((key) => key.startsWith('io.modelcontextprotocol/'));
  return !claimsMore && (version === null || FORMER.has(version)) && acceptsStreams(headers);
}

/** Before 2026-07-28 a client had to take either. */
function acceptsStreams(headers: Headers): boolean {
  return (headers.get('accept') ?? '').includes('text/event-stream');
}
