import * as z from 'zod';
import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { toAppError } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import type { NewAccount } from '@/lib/providers/provider';
import { getApp, toAppRef } from '../catalogue/apps';
import { openProvider } from '../providers/open-provider';
import { openValue, sealValue } from '../storage/data-keys';
import { completeAttempt } from './complete-attempt';
import { type Attempt, type FinishedAttempt, findAttemptByState, refusalOf, type Visitor } from './connect-attempts';
import { endAttempt } from './end-attempt';
import { toFailure } from './open-attempt';
import { letOrphanGo } from './orphaned-grants';

const LIMIT_MS = 10_000;

const Kept = z.object({
  upstreamAccountId: z.string(),
  externalUserId: z.string(),
  label: z.string().nullable(),
  secret: z.record(z.string(), z.json()).nullable(),
  shown: z.record(z.string(), z.json()),
  authType: z.enum(['oauth', 'keys', 'none', 'form']),
  expiresAt: z.coerce.date().nullable(),
});

/** What a link made with a key connected waits, sealed, until the person has seen whose account it is. */
export async function keepForConfirmation(attempt: Attempt, account: NewAccount): Promise<boolean> {
  const { id, accountId } = attempt;
  const kept = { ...account, expiresAt: account.expiresAt?.toISOString() ?? null };
  const sealedResult = await sealValue(placeOf(attempt), kept);
  const { count } = await asAccount(accountId, (tx) =>
    tx.connectAttempt.updateMany({
      where: { id, outcome: 'pending', expiresAt: { gt: new Date() } },
      data: { outcome: 'confirming', sealedResult },
    }),
  );
  return count === 1;
}

/** The one confirmation: "yes, this is me" makes the profile, "no" gives the grant back. */
export async function confirmAttempt(state: string, visitor: Visitor, isMe: boolean): Promise<FinishedAttempt> {
  const attempt = await findAttemptByState(state);
  if (!attempt) return { kind: 'problem', failure: 'not_found', attempt: null };
  const refusal = attempt.browserHash === null ? 'other_browser' : refusalOf(attempt, visitor);
  if (refusal) return { kind: 'problem', failure: refusal, attempt };
  const account = await openKept(attempt);
  if (!account) return { kind: 'pending', attempt };
  if (isMe) return completeKept(attempt, account, visitor);
  if (await endAttempt(attempt, 'cancelled', 'cancelled')) await letOrphanGo(attempt, account);
  return { kind: 'problem', failure: 'cancelled', attempt };
}

/** Makes the profile of what was kept, if it is still there. */
export async function completeKept(attempt: Attempt, account: NewAccount, visitor: Visitor): Promise<FinishedAttempt> {
  const failure = await whyNotAnyMore(attempt, account);
  if (failure === 'provider_rejected') await endAttempt(attempt, 'failed', failure);
  return failure ? { kind: 'problem', failure, attempt } : completeAttempt(attempt, account, visitor);
}

/** Between agreeing and confirming the grant may have been revoked: then there is nothing to connect. */
async function whyNotAnyMore(attempt: Attempt, account: NewAccount): Promise<ConnectFailure | null> {
  const { id, provider, appSlug } = attempt;
  if (account.authType === 'none') return null;
  try {
    const { externalUserId, upstreamAccountId, secret } = account;
    const app = toAppRef(await getApp(provider, appSlug));
    const grant = { profileId: id, app, externalUserId, upstreamAccountId, secret };
    const { status } = await openProvider(provider).checkConnection(grant, AbortSignal.timeout(LIMIT_MS));
    return status === 'connected' || status === 'expiring' ? null : 'provider_rejected';
  } catch (caught) {
    log().warn({ cause: caught, provider }, 'a grant could not be checked before it was confirmed');
    return toFailure(toAppError(caught));
  }
}

export async function openKept(attempt: Attempt): Promise<NewAccount | null> {
  if (!attempt.sealedResult) return null;
  return Kept.parse(await openValue(placeOf(attempt), attempt.sealedResult));
}

function placeOf({ id, accountId }: Attempt) {
  return { accountId, table: 'connect_attempts', rowId: id };
}
