import { isObject } from '@/lib/contracts/json';
import { CANCELLED } from './cancel-call';

/** JSON-RPC's code for a message that is none. */
const RPC_INVALID = -32600;

/**
 * Refuses a batch (revision 2025-03-26) in which two requests have one id: their answers could not be told apart, and
 * the SDK keeps one place for both, so that one request would never be answered. Null when it may pass.
 */
export function refuseSameIds(message: unknown): Response | null {
  if (!Array.isArray(message)) return null;
  const ids = message.flatMap((part: unknown) => (isRequest(part) ? [part.id] : []));
  if (new Set(ids).size === ids.length) return null;
  const error = { code: RPC_INVALID, message: 'Two requests of this batch have the same id.' };
  return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 400 });
}

/** As many messages as the SDK takes in one batch; it refuses a larger one as a whole. */
const MAX_MESSAGES = 100;

/** What a body holds, one message or a batch of them. Nothing of a batch that is refused for its size. */
export function messagesOf(body: unknown): unknown[] {
  if (!Array.isArray(body)) return [body];
  return body.length > MAX_MESSAGES ? [] : body;
}

/**
 * A batch without the cancellations in it, which are dealt with before. The SDK would leave a request that is cancelled
 * in its own batch without an answer, and the stream of the batch waiting for it for ever. Null when nothing remains.
 */
export function withoutCancellations(body: unknown): unknown {
  if (!Array.isArray(body) || body.length > MAX_MESSAGES) return body;
  const remaining = body.filter((part: unknown) => !isObject(part) || part.method !== CANCELLED);
  return remaining.length === 0 && body.length > 0 ? null : remaining;
}

function isRequest(part: unknown): part is { id: unknown } {
  return isObject(part) && 'id' in part && 'method' in part;
}
