import type { Db } from '@/lib/platform/db';
import type { NewAccount } from '@/lib/providers/provider';

/** A grant as the provider gave it, on a profile that is there and its connection. */
export async function writeGrant(
  tx: Db,
  profileId: string,
  account: NewAccount,
  sealedConfig: Uint8Array<ArrayBuffer> | null,
) {
  const { upstreamAccountId, authType, expiresAt, shown, label } = account;
  const now = new Date();
  await tx.connection.update({
    where: { profileId },
    data: {
      ...{ upstreamAccountId, authType, expiresAt, metadata: shown, status: 'connected', statusReason: null },
      ...{ connectedAt: now, lastSyncedAt: now, statusBeforeDisable: null },
    },
    select: { id: true },
  });
  const data = { sealedConfig, publicConfig: { ...shown, label }, isConnected: true };
  await tx.profile.update({ where: { id: profileId }, data, select: { id: true } });
}
