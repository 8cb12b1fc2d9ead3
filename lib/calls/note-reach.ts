import type { Grant } from '@/lib/domain/profiles/grant-state';
import { outageIn, reportReachable, reportUnreachable } from '@/lib/domain/profiles/reachability';
import type { AppError } from '@/lib/errors';
import { once } from '@/lib/platform/once';
import { failureOf } from '@/lib/providers/upstream/failure';
import { isAnswer, wasHeldBack } from './safety';

/** The connection that a call used, and whether it was known to be unreachable before. */
export type UsedConnection = Grant & { isUnreachable: boolean };

/** A service that fails every other call would otherwise be marked and cleared at the rate of its calls. */
const MARKED_EVERY_MS = 30_000;
const MAX_REMEMBERED = 50_000;

type Reach = { writing: Set<string>; markedAt: Map<string, number> };
const reach = () => once('reach-of-connections', (): Reach => ({ writing: new Set(), markedAt: new Map() }));

/**
 * Keeps what a call found out about its connection: that nobody could be reached, or that somebody answers again. Only
 * a change is written, and nobody waits for it. `error` is null for a tool that did what it was asked. A tool's own
 * failure proves nothing: a database that froze fails its calls by the clock.
 */
export function noteReach(connection: UsedConnection, error: AppError | null): void {
  const { profileId, isUnreachable } = connection;
  const outage = error && outageIn(error);
  if (error && outage) {
    if (!isUnreachable && neverReached(error) && mayMark(profileId)) {
      write(profileId, () => reportUnreachable(connection, outage));
    }
    return;
  }
  if (isUnreachable && (error === null || isAnswer(error))) write(profileId, () => reportReachable(connection));
}

function mayMark(profileId: string): boolean {
  const { markedAt } = reach();
  const now = Date.now();
  if (now - (markedAt.get(profileId) ?? 0) < MARKED_EVERY_MS) return false;
  if (markedAt.size >= MAX_REMEMBERED) markedAt.clear();
  markedAt.set(profileId, now);
  return true;
}

/** What many calls find out at the same moment is written once. */
function write(profileId: string, report: () => Promise<void>): void {
  const { writing } = reach();
  if (writing.has(profileId)) return;
  writing.add(profileId);
  void report().finally(() => writing.delete(profileId));
}

/** No connection was made. One that was lost on the way, or a service that answers with an error, was there. */
function neverReached(error: AppError): boolean {
  const reason = outageIn(error)?.reason;
  if (reason === undefined || wasHeldBack(error)) return false;
  if (reason === 'service_unavailable') return failureOf(error)?.neverSent === true;
  return !DURING_CALLS.has(reason);
}

const DURING_CALLS = new Set(['lost', 'unreadable', 'busy', 'cannot_answer', 'changing_roles', 'stopping', 'loading']);
