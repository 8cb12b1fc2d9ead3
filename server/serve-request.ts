import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { sendResponse } from './send-response';

/** Tells the library that the answer is on its way already. */
const SENT = new Response(null, { headers: { 'x-hono-already-sent': 'true' } });

/**
 * Hands a handler the request as a Request that is only made as far as it is read: Node's own costs several times what
 * a call itself does. Its signal fires when the caller hangs up before the answer is finished. Throws what the handler
 * throws.
 */
export async function serveRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: (request: Request) => Promise<Response> | Response,
): Promise<void> {
  let failure: { cause: unknown } | null = null;
  const serve = async (request: Request): Promise<Response> => {
    try {
      await sendResponse(await handle(request), incoming, outgoing);
    } catch (cause) {
      failure = { cause };
    }
    return SENT;
  };
  // In development Next runs in this process too and keeps the Request and Response that it was made for.
  // An unread body is seen to by closeAfterUnreadBody, which takes no answer away from a caller that still sends.
  await getRequestListener(serve, { overrideGlobalObjects: false, autoCleanupIncoming: false })(incoming, outgoing);
  if (failure) throw (failure as { cause: unknown }).cause;
}
