import type { Removal } from '@/lib/contracts/connection';
import { asAccount, type Db } from '@/lib/platform/db';
import { type Principal, requireAccount } from '../identity/principal';
import { openProvider } from '../providers/open-provider';
import { openValue } from '../storage/data-keys';
import { lockProfile, noSuchProfile } from './profiles';
import { REACHABLE } from './reachability';
import { type KnownProfile, readKnownProfile } from './read-known-profile';
import { addRevocation, type PlannedRevocation, planRevocation, revokeNow } from './revocations';

/**
 * The profile goes, its connection with it, and the grant is taken back at the provider. When the provider does not
 * answer, the profile is gone all the same and a job goes on asking; the answer says so.
 */
export async function removeProfile(principal: Principal, id: string, provider?: string): Promise<Removal> {
  return letGo(requireAccount(principal), id, provider, async (tx) => {
    await tx.profile.delete({ where: { id }, select: { id: true } });
  });
}

/** The grant is taken back; the profile stays, with its tools and history, to be connected again. */
export async function disconnect(principal: Principal, id: string, provider?: string): Promise<Removal> {
  return disconnectProfile(requireAccount(principal), id, provider);
}

/** The same without anybody who asked for it. */
export async function disconnectProfile(accountId: string, id: string, provider?: string): Promise<Removal> {
  return letGo(accountId, id, provider, async (tx) => {
    await tx.connection.updateMany({
      where: { profileId: id },
      data: {
        status: 'disconnected',
        statusBeforeDisable: null,
        statusReason: null,
        ...REACHABLE,
        upstreamAccountId: null,
        expiresAt: null,
      },
    });
    await tx.profile.update({ where: { id }, data: { isConnected: false, sealedConfig: null }, select: { id: true } });
  });
}

async function letGo(
  accountId: string,
  id: string,
  provider: string | undefined,
  change: (tx: Db) => Promise<void>,
): Promise<Removal> {
  const profile = await readKnownProfile(accountId, id);
  if (!profile || (provider && profile.provider !== provider)) throw noSuchProfile();
  const planned = await planFor(profile);
  const isPlanned = await asAccount(accountId, async (tx) => {
    await lockProfile(tx, accountId, id);
    const { upstreamAccountId } = await tx.connection.findUniqueOrThrow({
      where: { profileId: id },
      select: { upstreamAccountId: true },
    });
    // Reconnected since it was read: the grant that was planned for is already being taken back.
    const isSame = planned?.upstreamAccountId === upstreamAccountId;
    if (planned && isSame) await addRevocation(tx, planned);
    await change(tx);
    return planned !== null && isSame;
  });
  await openProvider(profile.provider).close(id);
  const isDone = !isPlanned || !planned || (await revokeNow(planned));
  return { profile_id: id, revocation: isDone ? 'done' : 'pending' };
}

async function planFor(profile: KnownProfile): Promise<PlannedRevocation | null> {
  const { id: profileId, accountId, provider, appSlug, externalUserId, upstreamAccountId, sealedConfig } = profile;
  if (!upstreamAccountId) return null;
  const secret = sealedConfig && (await openValue({ accountId, table: 'profiles', rowId: profileId }, sealedConfig));
  return planRevocation({ accountId, profileId, provider, appSlug, externalUserId, upstreamAccountId, secret });
}
