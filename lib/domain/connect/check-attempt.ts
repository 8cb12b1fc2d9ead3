import type { ConnectionTokenState } from '@/lib/contracts/connection-token';
import { notFound } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { type Principal, requireAccount } from '../identity/principal';
import { requireProvider } from '../providers/provider-settings';
import {
  type Attempt,
  findAttempt,
  findAttemptByToken,
  isExpired,
  presentAttempt,
  refusalOf,
  type Visitor,
} from './connect-attempts';
import { ask, settleResult } from './finish-attempt';
import { GRACE_MS, noteReport } from './wait-for-return';

/** How an attempt stands, for whoever started it. Without its token nobody learns that it exists. */
export async function getAttemptState(
  principal: Principal,
  provider: string,
  token: string,
): Promise<ConnectionTokenState> {
  return presentAttempt(await getOwnAttempt(principal, provider, token));
}

/**
 * The same after asking the provider: for a popup that was closed before it came back. Only the browser that opened
 * the link can complete it this way; for everybody else it is a mere question.
 */
export async function checkAttempt(
  principal: Principal,
  provider: string,
  token: string,
  visitor: Visitor,
): Promise<ConnectionTokenState> {
  await requireProvider(principal, provider);
  const attempt = await getOwnAttempt(principal, provider, token);
  if (attempt.outcome !== 'pending' || attempt.browserHash === null || isExpired(attempt))
    return presentAttempt(attempt);
  await look(attempt, visitor);
  return presentAttempt((await findAttempt({ id: attempt.id })) ?? attempt);
}

/**
 * The provider says that something happened. That proves nothing; it is asked. The account that it names for this
 * attempt tells it apart from others that were made at the same time. False when the attempt is another provider's.
 */
export async function noteAttempt(provider: string, attemptId: string, account: string | null): Promise<boolean> {
  const found = await findAttempt({ id: attemptId });
  if (found && found.provider !== provider) return false;
  if (!found || isExpired(found)) return true;
  if (account) await nameAccount(found, account);
  const attempt = account ? await findAttempt({ id: attemptId }) : found;
  if (attempt?.outcome === 'pending') await look(attempt, { browser: null, userId: null });
  return true;
}

async function nameAccount({ id, accountId }: Attempt, account: string): Promise<void> {
  await asAccount(
    accountId,
    (tx) => tx.$executeRaw`
      update connect_attempts set upstream = upstream || jsonb_build_object('named', ${account}::text)
      where id = ${id}::uuid and upstream <> '{}'`,
  );
}

async function look(attempt: Attempt, visitor: Visitor): Promise<void> {
  const result = await ask(attempt, {});
  if (result.kind === 'unknown' || result.kind === 'pending') return;
  if (result.kind !== 'connected') {
    await settleResult(attempt, result, visitor);
    return;
  }
  const isDue = Date.now() - (await noteReport(attempt)).getTime() >= GRACE_MS;
  if (isDue && refusalOf(attempt, visitor) === null) await settleResult(attempt, result, visitor);
}

async function getOwnAttempt(principal: Principal, provider: string, token: string): Promise<Attempt> {
  const accountId = requireAccount(principal);
  const attempt = await findAttemptByToken(token);
  if (!attempt || attempt.accountId !== accountId || attempt.provider !== provider) {
    throw notFound('connectionToken');
  }
  return attempt;
}
