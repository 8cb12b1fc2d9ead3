import { onChange } from '@/lib/platform/notify';
import type { Principal } from '../identity/principal';

/** What happens together is told once. */
const SETTLE_MS = 100;

/**
 * Calls back when a connection of this account was made, ended, lost its grant, or can or cannot be reached any more,
 * whichever process found out. Heard from the database, so nothing is asked while nothing happens.
 */
export function watchConnections({ accountId }: Principal, onNews: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onChange((change) => {
    // Null means that changes may have been missed.
    if (change !== null && (change.table !== 'connections' || change.account_id !== accountId)) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      onNews();
    }, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
