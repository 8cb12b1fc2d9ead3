import type { Role } from '@/lib/contracts/scope';
import type { Db } from '@/lib/platform/db';

/**
 * Withdraws the open invites of somebody whose rights end, as far as they could not make them any more: they hold the
 * links, and would come back through one. An admin keeps theirs, except those that make an owner.
 */
export async function withdrawInvitesOf(tx: Db, workspaceId: string, userId: string, remaining?: Role): Promise<void> {
  if (remaining === 'owner') return;
  const role = remaining === 'admin' ? 'owner' : undefined;
  const where = { workspaceId, createdBy: userId, role, acceptedAt: null, revokedAt: null };
  await tx.invite.updateMany({ where, data: { revokedAt: new Date() } });
}
