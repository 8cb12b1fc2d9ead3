import type { McpHttpHandler } from '@modelcontextprotocol/server';
import { eventStream } from '@/lib/http/event-stream';
import { whileAdmitted } from '@/lib/http/while-admitted';
import { endAtShutdown } from '@/lib/platform/shutdown';
import type { Caller } from './caller';
import { changesFor } from './changes';
import { FORMER } from './plain-message';

const CHANGED = toEvent({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });

/** Before revision 2026-07-28 a client listened with GET; since then that is not a method of the endpoint. */
export function isListening(request: Request): boolean {
  if (request.method !== 'GET') return false;
  const { headers } = request;
  const version = headers.get('mcp-protocol-version');
  const acceptsEvents = headers.get('accept')?.includes('text/event-stream') ?? false;
  return acceptsEvents && (version === null || FORMER.has(version));
}

/** Tells a client that its list is no longer what it was, for as long as it would still be let in. */
export function listen(caller: Caller, { signal }: Request, isStillAdmitted: () => Promise<boolean>): Response {
  const subscribe = (send: (text: string) => void) => changesFor(caller).subscribe(() => send(CHANGED));
  return eventStream({ signal, subscribe, isStillAdmitted });
}

/**
 * A client that listens in the newer way is told that this is the end, instead of losing its connection: when the
 * process stops, and when the client would not be let in any more.
 */
export function closeInTime(
  handler: Pick<McpHttpHandler, 'close'>,
  { signal }: Request,
  isStillAdmitted: () => Promise<boolean>,
): void {
  const close = () => {
    forget();
    void handler.close();
  };
  const endings = [endAtShutdown(close), whileAdmitted({ isStillAdmitted, leave: close })];
  const forget = () => {
    for (const end of endings) end();
  };
  signal.addEventListener('abort', forget, { once: true });
}

function toEvent(message: object): string {
  return `event: message\ndata: ${JSON.stringify(message)}\n\n`;
}
