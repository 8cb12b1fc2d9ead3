import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { asAccount } from '@/lib/platform/db';
import type { Attempt } from './connect-attempts';

/** Without a profile. False when it was over already. */
export async function endAttempt({ id, accountId }: Attempt, outcome: 'cancelled' | 'failed', failure: ConnectFailure) {
  const data = { outcome, failure, sealedResult: null };
  const { count } = await asAccount(accountId, (tx) =>
    tx.connectAttempt.updateMany({ where: { id, outcome: { in: ['pending', 'confirming'] } }, data }),
  );
  return count === 1;
}
