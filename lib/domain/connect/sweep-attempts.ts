import { asAccount, asSystem } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { listProviders } from '@/lib/providers/registry';
import { getKnownApp, toAppRef } from '../catalogue/apps';
import { openProvider } from '../providers/open-provider';
import { openKept } from './confirm-attempt';
import { type Attempt, findAttempts } from './connect-attempts';
import { endAttempt } from './end-attempt';
import { letOrphanGo } from './orphaned-grants';
import { findOthers, SLACK_MS } from './rival-attempts';

const BATCH = 50;
const LIMIT_MS = 20_000;
const MAX_FAILURES_IN_A_ROW = 3;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Ends attempts whose time has run out, and revokes what people agreed to at the provider in any of their windows and
 * that became no profile: also of attempts that were completed in another window.
 */
export async function sweepAttempts(): Promise<number> {
  const now = Date.now();
  const isOver = { expiresAt: { lt: new Date(now) }, outcome: { in: ['pending', 'confirming'] } };
  const isLeft = { expiresAt: { lt: new Date(now - SLACK_MS) }, upstream: { not: {} } };
  const swept = await Promise.all(
    listProviders().map(async ({ id: provider }) => {
      const attempts = await asSystem((tx) => findAttempts(tx, { provider, OR: [isOver, isLeft] }, BATCH));
      await endAll(provider, attempts);
      return attempts.length;
    }),
  );
  await asSystem((tx) => tx.connectAttempt.deleteMany({ where: { expiresAt: { lt: new Date(now - KEPT_MS) } } }));
  return swept.reduce((sum, count) => sum + count, 0);
}

/** A provider that keeps failing is left alone until the next sweep, which would wait for this one. */
async function endAll(provider: string, attempts: readonly Attempt[]): Promise<void> {
  let failuresInARow = 0;
  for (const attempt of attempts) {
    if (failuresInARow === MAX_FAILURES_IN_A_ROW) return;
    try {
      await end(attempt);
      failuresInARow = 0;
    } catch (cause) {
      failuresInARow += 1;
      log().warn({ cause, provider }, 'an attempt to connect could not be cleared up');
    }
  }
}

async function end(attempt: Attempt): Promise<void> {
  const kept = await openKept(attempt);
  await endAttempt(attempt, 'failed', 'expired');
  if (kept) await letOrphanGo(attempt, kept);
  await revokeLeftovers(attempt);
}

/** A provider that does not answer is asked again at the next sweep. */
async function revokeLeftovers(attempt: Attempt): Promise<void> {
  const { id, accountId, provider, appSlug, request, createdAt, upstream } = attempt;
  const { taken, hasRivals } = await findOthers(attempt);
  const app = toAppRef(await getKnownApp(provider, appSlug));
  for (const start of upstream.starts) {
    const ids = await openProvider(provider).listAttemptAccounts({
      ...{ app, externalUserId: request.externalUserId, startedAt: createdAt, upstream: start, taken },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    // One that cannot be told from another attempt's waits until that one is over.
    if (hasRivals && ids.length > 0) return;
    for (const upstreamAccountId of ids) {
      await letOrphanGo(attempt, { upstreamAccountId, secret: null, authType: 'oauth' });
    }
  }
  if (attempt.expiresAt.getTime() > Date.now() - SLACK_MS) return;
  await asAccount(accountId, (tx) =>
    tx.connectAttempt.update({ where: { id }, data: { upstream: {} }, select: { id: true } }),
  );
}
