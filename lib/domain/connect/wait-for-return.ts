import { setTimeout } from 'node:timers/promises';
import { asAccount } from '@/lib/platform/db';
import { type Attempt, findAttempt } from './connect-attempts';

/**
 * How long an account must have been known to the provider before it counts without anybody having come back. Whoever
 * consented in another browser is on the way to our callback within this time, which ends the attempt instead.
 */
export const GRACE_MS = 4_000;

const LOOK_EVERY_MS = 250;

/**
 * Gives whoever agreed at the provider the time to come back through our callback, which ends the attempt when theirs
 * is not the browser that opened the link.
 */
export async function waitForReturn(attempt: Attempt): Promise<Attempt | null> {
  const reportedAt = await noteReport(attempt);
  for (;;) {
    const now = await findAttempt({ id: attempt.id });
    const isDue = Date.now() - reportedAt.getTime() >= GRACE_MS;
    if (isDue || now?.outcome !== 'pending') return now;
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** When the provider first spoke of an account while nobody had come back. */
export async function noteReport({ id, accountId, reportedAt }: Attempt): Promise<Date> {
  if (reportedAt) return reportedAt;
  const data = { reportedAt: new Date() };
  await asAccount(accountId, (tx) => tx.connectAttempt.updateMany({ where: { id, reportedAt: null }, data }));
  return data.reportedAt;
}

/**
 * True for the first time that the browser of the link comes back. Providers send it back once. Who comes back more
 * often may be waiting for somebody else to agree, to be here before that person's own browser is. A single UPDATE, so
 * that only one of two that come back at once is the first.
 */
export async function isFirstReturn({ id, accountId }: Attempt): Promise<boolean> {
  const count = await asAccount(
    accountId,
    (tx) => tx.$executeRaw`
      update connect_attempts set upstream = upstream || '{"returned": true}'
      where id = ${id}::uuid and upstream <> '{}' and upstream -> 'returned' is null`,
  );
  return count === 1;
}
