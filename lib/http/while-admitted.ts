import { onChange } from '@/lib/platform/notify';

const LOOK_EVERY_MS = 15_000;
/** What takes a right away announces itself from one of these. */
const TABLES = new Set(['api_keys', 'memberships', 'users', 'ended_sessions', 'workspaces']);

type Stay = {
  /** Asks anew whether whoever listens would be let in; throwing is a no. */
  isStillAdmitted(): Promise<boolean>;
  /** Called every quarter of a minute while they would. */
  stay?(): void;
  /** Called once they would not. */
  leave(): void;
};

/**
 * For an answer that goes on: ends it as soon as a key is revoked, a session has ended or a member was removed, in
 * whichever process. Looks again every quarter of a minute for what announces nothing, such as a key that expires.
 * Returns how to stop looking.
 */
export function whileAdmitted({ isStillAdmitted, stay, leave }: Stay): () => void {
  let isOver = false;
  const look = async (then?: () => void) => {
    const isAdmitted = await isStillAdmitted().catch(() => false);
    if (isOver) return;
    if (isAdmitted) then?.();
    else leave();
  };
  const timer = setInterval(() => void look(stay), LOOK_EVERY_MS);
  // A moment later: what is remembered of keys and people hears of the same change, and must have forgotten it.
  const stopHearing = onChange((change) => change && TABLES.has(change.table) && setImmediate(() => void look()));
  return () => {
    isOver = true;
    clearInterval(timer);
    stopHearing();
  };
}
