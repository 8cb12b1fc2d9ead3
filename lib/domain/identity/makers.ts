import type { Db } from '@/lib/platform/db';
import type { Principal } from './principal';

/** The person behind a principal, and when the key that they came with expires. */
export type Maker = { userId: string | null; expiresAt: Date | null };

/**
 * A key makes things in the name of a person: the one it acts as, else the one who made it. Without that, somebody who
 * is removed would leave keys and invites behind that nobody could tell were theirs.
 */
export async function findMaker(tx: Db, { userId, keyId, workspaceId }: Principal): Promise<Maker> {
  if (!keyId) return { userId, expiresAt: null };
  const { account, createdBy, expiresAt } = await tx.apiKey.findFirstOrThrow({
    where: { id: keyId, workspaceId },
    select: { createdBy: true, expiresAt: true, account: { select: { userId: true } } },
  });
  return { userId: account?.userId ?? createdBy, expiresAt };
}
