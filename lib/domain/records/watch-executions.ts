import { setTimeout as pause } from 'node:timers/promises';
import type { Execution, ExecutionFilters } from '@/lib/contracts/execution';
import { endAtShutdown } from '@/lib/platform/shutdown';
import type { Principal } from '../identity/principal';
import { listExecutions } from './executions';

const EVERY_MS = 1_000;
const ALIVE_EVERY_MS = 15_000;
/** A call is listed under the moment it began and written when it ends: long ones appear this far back. */
const MAX_CALL_MS = 125_000;
/** More in a second than anybody can watch; the list has them all. */
const MAX_READ = 100;

/**
 * Calls of any process, as events, within about a second. Asked for from the table while somebody is watching, so that
 * nobody else pays for it. Of a flood, the newest are shown. Who watches is asked every time: `admit` throws once a key
 * is revoked or a person has left, and that is the end.
 */
export async function watchExecutions(
  admit: () => Promise<Principal>,
  filters: ExecutionFilters,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const seen = new Map<string, number>();
  await unseen(await admit(), filters, seen);
  const stopped = new AbortController();
  const forget = endAtShutdown(() => stopped.abort());
  signal.addEventListener('abort', () => stopped.abort(), { once: true });
  stopped.signal.addEventListener('abort', forget);

  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(': watching\n\n'));
    },
    async pull(controller) {
      for (let quietMs = 0; !stopped.signal.aborted; quietMs += EVERY_MS) {
        await pause(EVERY_MS, undefined, { signal: stopped.signal }).catch(() => {});
        if (stopped.signal.aborted) break;
        const principal = await admit().catch(() => null);
        if (!principal) break;
        const found = await unseen(principal, filters, seen);
        forgetOld(seen);
        if (found.length > 0) return controller.enqueue(encoder.encode(found.map(toEvent).join('')));
        if (quietMs >= ALIVE_EVERY_MS) return controller.enqueue(encoder.encode(': alive\n\n'));
      }
      forget();
      controller.close();
    },
    cancel: () => stopped.abort(),
  });
}

async function unseen(
  principal: Principal,
  filters: ExecutionFilters,
  seen: Map<string, number>,
): Promise<Execution[]> {
  const since = new Date(Date.now() - MAX_CALL_MS).toISOString();
  const { items } = await listExecutions(principal, { ...filters, since, limit: MAX_READ });
  const found = items.filter(({ id }) => !seen.has(id)).reverse();
  for (const { id } of found) seen.set(id, Date.now());
  return found;
}

function forgetOld(seen: Map<string, number>): void {
  for (const [id, at] of seen) if (at < Date.now() - 2 * MAX_CALL_MS) seen.delete(id);
}

function toEvent(execution: Execution): string {
  return `event: execution\nid: ${execution.id}\ndata: ${JSON.stringify(execution)}\n\n`;
}
