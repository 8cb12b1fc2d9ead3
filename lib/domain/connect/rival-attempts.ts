import { asAccount } from '@/lib/platform/db';
import { openKept } from './confirm-attempt';
import { type Attempt, findAttempts } from './connect-attempts';

/** Somebody may agree in the last moment, and be on the way back when the attempt has ended. */
export const SLACK_MS = 60_000;

const MAX_RIVALS = 100;

export type Others = { taken: string[]; hasRivals: boolean };

/**
 * What other attempts and profiles of the account hold, so that one attempt never takes the account of another.
 * Attempts that ended without a profile count for as long as their window could still lead to an account.
 */
export async function findOthers(attempt: Attempt): Promise<Others> {
  const { id, accountId, provider, appSlug } = attempt;
  const [rivals, connections] = await asAccount(accountId, async (tx) => [
    await findAttempts(
      tx,
      {
        ...{ id: { not: id }, accountId, provider, appSlug },
        ...{ outcome: { not: 'completed' }, upstream: { not: {} } },
        expiresAt: { gt: new Date(Date.now() - SLACK_MS) },
      },
      MAX_RIVALS,
    ),
    await tx.connection.findMany({
      where: { accountId, provider, appSlug, upstreamAccountId: { not: null } },
      select: { upstreamAccountId: true },
    }),
  ]);
  const kept = await Promise.all(rivals.map(openKept));
  const ids = [
    ...connections.map(({ upstreamAccountId }) => upstreamAccountId),
    ...rivals.map(({ upstream }) => upstream.named),
    ...kept.map((account) => account?.upstreamAccountId),
  ];
  // Who waits for a confirmation has its account already.
  const hasRivals = rivals.some(({ outcome }) => outcome !== 'confirming');
  return { taken: ids.filter((taken) => taken !== null && taken !== undefined), hasRivals };
}
