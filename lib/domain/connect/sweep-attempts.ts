import { asSystem } from '@/lib/platform/db';
import { openKept } from './confirm-attempt';
import { type Attempt, findAttempts } from './connect-attempts';
import { endAttempt } from './end-attempt';
import { ask } from './finish-attempt';
import { letOrphanGo } from './orphaned-grants';

const BATCH = 50;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Ends attempts whose time has run out. Whatever the person agreed to at the provider and never brought back is given
 * back there, so that no grant is left that belongs to no profile.
 */
export async function sweepAttempts(): Promise<number> {
  const now = new Date();
  const over = { outcome: { in: ['pending', 'confirming'] }, expiresAt: { lt: now } };
  const attempts = await asSystem((tx) => findAttempts(tx, over, BATCH));
  for (const attempt of attempts) await giveBack(attempt);
  await asSystem((tx) =>
    tx.connectAttempt.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - KEPT_MS) } } }),
  );
  return attempts.length;
}

async function giveBack(attempt: Attempt): Promise<void> {
  const kept = await openKept(attempt);
  const wasOpened = attempt.browserHash !== null && Object.keys(attempt.upstream).length > 0;
  const result = !kept && wasOpened ? await ask(attempt, {}) : null;
  // The provider did not answer: asked again next time, for as long as the attempt is kept.
  if (result?.kind === 'unknown' && result.failure === 'provider_unavailable') return;
  if (!(await endAttempt(attempt, 'failed', 'expired'))) return;
  const account = kept ?? (result?.kind === 'connected' ? result.account : null);
  if (account) await letOrphanGo(attempt, account);
}
