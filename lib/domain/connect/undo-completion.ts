import { asAccount } from '@/lib/platform/db';
import { recordAudit } from '../identity/audit';
import { disconnectProfile } from '../profiles/remove-profile';
import type { Attempt } from './connect-attempts';
import { GRACE_MS } from './wait-for-return';

/**
 * Somebody comes back in another browser, moments after the browser of the link was told that the account is connected:
 * whoever started the attempt passed the provider's page on and was here first. The profile is disconnected and the
 * grant revoked. False when it was connected longer ago, or the profile is gone.
 */
export async function undoCompletion({ id, accountId, profileId, account }: Attempt): Promise<boolean> {
  if (!profileId) return false;
  const { count } = await asAccount(accountId, (tx) =>
    tx.connectAttempt.updateMany({
      where: { id, outcome: 'completed', completedAt: { gt: new Date(Date.now() - GRACE_MS) } },
      data: { outcome: 'failed', failure: 'other_browser' },
    }),
  );
  if (count === 0) return false;
  await disconnectProfile(accountId, profileId);
  await recordAudit({
    workspaceId: account.workspaceId,
    accountId,
    actor: { kind: 'visitor', id: null, name: null },
    action: 'profile.disconnect',
    subject: profileId,
    detail: { reason: 'other_browser' },
  });
  return true;
}
