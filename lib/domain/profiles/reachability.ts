import { type Outage, OutageCause } from '@/lib/contracts/outage';
import { AppError } from '@/lib/errors';
import { Prisma } from '@/lib/generated/prisma/client';
import { asSystem, type Db } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import type { Grant } from './grant-state';

/** What a row holds once there was an answer. */
export const REACHABLE = { unreachableSince: null, unreachableReason: Prisma.DbNull, failedCheckAt: null };

/** Null for everything that is not an outage: answers, our own failures, calls that were cancelled. */
export function outageIn(caught: unknown): OutageCause | null {
  return (caught instanceof AppError && caught.detail.outage) || null;
}

/**
 * Says that nobody answers for a connection, and since when. The status stays what it was. Writes nothing when the same
 * is known already, so a thousand failing calls are one write.
 */
export async function markUnreachable(tx: Db, grant: Grant, cause: OutageCause): Promise<void> {
  const { profileId, upstreamAccountId } = grant;
  const reason = JSON.stringify(OutageCause.parse(cause));
  await tx.$executeRaw`
    update connections
    set unreachable_since = coalesce(unreachable_since, now()), unreachable_reason = ${reason}::jsonb, updated_at = now()
    where profile_id = ${profileId}::uuid and upstream_account_id = ${upstreamAccountId}
      and status not in ('disabled', 'pending', 'disconnected')
      and unreachable_reason is distinct from ${reason}::jsonb`;
}

/** For whoever runs tools. The call has its answer whatever becomes of this; the next probe finds out the same. */
export async function reportUnreachable(grant: Grant, cause: OutageCause): Promise<void> {
  await quietly(grant, (tx) => markUnreachable(tx, grant, cause));
}

/** A call was answered: the outage is over. */
export async function reportReachable(grant: Grant): Promise<void> {
  const { profileId, upstreamAccountId } = grant;
  await quietly(grant, async (tx) => {
    await tx.connection.updateMany({
      where: { profileId, upstreamAccountId, unreachableSince: { not: null } },
      data: REACHABLE,
    });
  });
}

async function quietly({ profileId }: Grant, write: (tx: Db) => Promise<void>): Promise<void> {
  await asSystem(write).catch((cause) =>
    log().warn({ cause, profileId }, 'could not note whether a connection can be reached'),
  );
}

export function presentOutage(
  row: { unreachableSince: Date | null; unreachableReason: Prisma.JsonValue } | null,
): Outage | null {
  if (!row?.unreachableSince) return null;
  const cause = OutageCause.safeParse(row.unreachableReason).data ?? UNKNOWN;
  return { ...cause, since: row.unreachableSince.toISOString() };
}

/** For a reason that only a newer version knows. */
const UNKNOWN: OutageCause = { reason: 'cannot_answer', service: null };
