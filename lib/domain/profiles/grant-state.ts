import type { JsonObject } from '@/lib/contracts/json';
import { USABLE } from '@/lib/contracts/profile';
import { AppError } from '@/lib/errors';
import { asSystem, type Db } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import type { ConnectedAccount, GrantState } from '@/lib/providers/provider';
import { markUnreachable, outageIn, REACHABLE } from './reachability';

/** The grant that was asked about: after a reconnect, a late word on the former one says nothing about the new one. */
export type Grant = Pick<ConnectedAccount, 'profileId' | 'upstreamAccountId'>;

/**
 * Writes the provider's word on a grant. Only a word of the provider comes here: a call that failed on the way is no
 * word, and leaves the status as it is. A connection under a provider that is off keeps what it had before.
 */
export async function applyGrantState(tx: Db, grant: Grant, state: GrantState): Promise<void> {
  const { profileId, upstreamAccountId } = grant;
  const expiresAt = 'expiresAt' in state ? state.expiresAt : undefined;
  const { count } = await tx.connection.updateMany({
    where: { profileId, upstreamAccountId, status: { notIn: ['disabled', 'pending', 'disconnected'] } },
    data: {
      status: state.status,
      statusReason: 'reason' in state ? state.reason : null,
      lastSyncedAt: new Date(),
      ...REACHABLE,
      ...(expiresAt !== undefined && { expiresAt }),
    },
  });
  if (count === 0) return;
  if ('shown' in state && state.shown) await rewriteShown(tx, profileId, state.shown);
  const isConnected = USABLE.includes(state.status);
  await tx.profile.updateMany({ where: { id: profileId, isConnected: !isConnected }, data: { isConnected } });
}

/** Only what is new is written, because a change of a profile is announced to every process. */
async function rewriteShown(tx: Db, profileId: string, shown: JsonObject): Promise<void> {
  const json = JSON.stringify(shown);
  const changed = await tx.$executeRaw`
    update profiles set public_config = public_config || ${json}::jsonb
    where id = ${profileId}::uuid and public_config || ${json}::jsonb is distinct from public_config`;
  if (changed === 0) return;
  await tx.$executeRaw`
    update connections set metadata = metadata || ${json}::jsonb where profile_id = ${profileId}::uuid`;
}

/**
 * What a call learned about a grant on its way: for whoever runs tools. The call answers whatever becomes of this; the
 * next probe would find out the same.
 */
export async function reportGrant(grant: Grant, state: GrantState): Promise<void> {
  await asSystem((tx) => applyGrantState(tx, grant, state)).catch((cause) =>
    log().warn({ cause, profileId: grant.profileId }, 'what a call learned about a grant could not be kept'),
  );
}

/**
 * A check that got no word on the grant: an outage is written beside the status. The time is kept for the next probe,
 * which would otherwise ask those that never answer before all others.
 */
export async function applyFailedCheck(tx: Db, grant: Grant, caught: unknown): Promise<void> {
  const { profileId, upstreamAccountId } = grant;
  await tx.connection.updateMany({ where: { profileId, upstreamAccountId }, data: { failedCheckAt: new Date() } });
  const outage = outageIn(caught);
  if (outage) await markUnreachable(tx, grant, outage);
}

/** Null for what is no word on the grant: time-outs, faults and refusals that have nothing to do with it. */
export function grantStateOf(caught: unknown): GrantState | null {
  if (!(caught instanceof AppError) || caught.code !== 'needs_reconnect') return null;
  return { status: 'needs_reconnect', reason: caught.message };
}
