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

function isRequest(part: unknown): part is { id: unknown } {
  return typeof part === 'object' && part !== null && 'id' in part && 'method' in part;
}
