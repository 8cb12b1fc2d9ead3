import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, taken } from '@/lib/platform/db';
import type { NewAccount } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';
import { claimDefault } from './default-profile';
import { REACHABLE } from './reachability';

/**
 * A grant as the provider gave it, on a profile that is there and its connection. Whoever locks the row of a profile
 * that may never have been connected takes `lockDefault` first, as everybody does who moves a default.
 */
export async function writeGrant(
  tx: Db,
  profileId: string,
  account: NewAccount,
  columns: Prisma.ProfileUpdateInput,
): Promise<void> {
  const { upstreamAccountId, authType, expiresAt, shown, label } = account;
  const now = new Date();
  const before = await tx.connection.findUniqueOrThrow({
    where: { profileId },
    select: { accountId: true, appSlug: true, connectedAt: true },
  });
  await tx.connection.update({
    where: { profileId },
    data: {
      ...{ upstreamAccountId, authType, expiresAt, metadata: shown, status: 'connected', statusReason: null },
      ...{ connectedAt: now, lastSyncedAt: now, statusBeforeDisable: null, ...REACHABLE },
    },
    select: { id: true },
  });
  await writeConfig(tx, profileId, { publicConfig: { ...shown, label }, isConnected: true, ...columns });
  const { accountId, appSlug, connectedAt } = before;
  if (connectedAt === null) await claimDefault(tx, accountId, { id: profileId, appSlug });
}

/** What a profile is reached with, and what follows from it: its tools, its name. */
export async function writeConfig(tx: Db, profileId: string, columns: Prisma.ProfileUpdateInput): Promise<void> {
  await tx.profile
    .update({ where: { id: profileId }, data: columns, select: { id: true } })
    .catch(taken(say('profiles.nameTaken')));
}
