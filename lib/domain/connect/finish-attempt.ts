import { setTimeout } from 'node:timers/promises';
import type { ConnectFailure } from '@/lib/contracts/connection-token';
import type { JsonObject } from '@/lib/contracts/json';
import { toAppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';
import type { ConnectionResult } from '@/lib/providers/provider';
import { getApp, toAppRef } from '../catalogue/apps';
import { openProvider } from '../providers/open-provider';
import { requireProvider } from '../providers/provider-settings';
import { completeAttempt } from './complete-attempt';
import { keepForConfirmation } from './confirm-attempt';
import {
  type Attempt,
  type FinishedAttempt,
  findAttemptByState,
  hasLostProfile,
  isOtherBrowser,
  refusalOf,
  type Visitor,
} from './connect-attempts';
import { endAttempt } from './end-attempt';
import { grantToRenew, toFailure } from './open-attempt';
import { letOrphanGo } from './orphaned-grants';
import { findOthers } from './rival-attempts';
import { undoCompletion } from './undo-completion';
import { isFirstReturn, waitForReturn } from './wait-for-return';

const LIMIT_MS = 20_000;

/**
 * Somebody came back from the provider. What the address says is a hint: the provider itself is asked whether there is
 * an account, whose it is and of which app, and it counts only in the browser that opened the link.
 */
export async function finishAttempt(state: string, visitor: Visitor, answer: JsonObject): Promise<FinishedAttempt> {
  const attempt = await findAttemptByState(state);
  if (!attempt) return { kind: 'problem', failure: 'not_found', attempt: null };
  const refusal = attempt.browserHash === null ? 'other_browser' : refusalOf(attempt, visitor);
  if (refusal === 'used' && isOtherBrowser(attempt, visitor.browser) && (await undoCompletion(attempt))) {
    return { kind: 'problem', failure: 'other_browser', attempt };
  }
  if (refusal) {
    const isOver = refusal === 'other_browser' || refusal === 'other_person' || hasLostProfile(attempt);
    if (isOver) await giveUp(attempt, refusal);
    return { kind: 'problem', failure: refusal, attempt };
  }
  if (attempt.outcome === 'confirming') return { kind: 'confirm', attempt };
  const isFirst = await isFirstReturn(attempt);
  const result = await ask(attempt, answer);
  return result.kind !== 'connected' || isFirst
    ? settleResult(attempt, result, visitor)
    : settleLater(attempt, result, visitor);
}

/** Like a window that was closed too early: whoever agreed in another browser is given the time to come back. */
async function settleLater(attempt: Attempt, result: ConnectionResult, visitor: Visitor): Promise<FinishedAttempt> {
  const now = await waitForReturn(attempt);
  const refusal = now ? refusalOf(now, visitor) : 'not_found';
  if (!now || refusal) return { kind: 'problem', failure: refusal ?? 'not_found', attempt };
  return now.outcome === 'confirming' ? { kind: 'confirm', attempt: now } : settleResult(now, result, visitor);
}

/** What the provider says of the attempt, carried out. */
export async function settleResult(attempt: Attempt, result: Asked, visitor: Visitor): Promise<FinishedAttempt> {
  if (result.kind === 'pending') return { kind: 'pending', attempt };
  if (result.kind === 'unknown') return { kind: 'problem', failure: result.failure, attempt };
  if (result.kind === 'ambiguous') {
    await endAttempt(attempt, 'failed', 'two_at_once');
    return { kind: 'problem', failure: 'two_at_once', attempt };
  }
  if (result.kind === 'cancelled' || result.kind === 'failed') {
    const failure = result.kind === 'cancelled' ? 'cancelled' : 'provider_rejected';
    await endAttempt(attempt, result.kind, failure);
    return { kind: 'problem', failure, attempt };
  }
  if (attempt.origin === 'key') {
    const isKept = await keepForConfirmation(attempt, result.account);
    return isKept ? { kind: 'confirm', attempt } : { kind: 'problem', failure: 'used', attempt };
  }
  return completeAttempt(attempt, result.account, visitor);
}

type Asked = ConnectionResult | { kind: 'unknown'; failure: ConnectFailure };

const TELL_APART_MS = [0, 400, 800, 1600];

/**
 * A provider that does not answer leaves the attempt as it is; it can be finished until it expires. Where two attempts
 * ended at the same moment, the other one may be about to take its account, so it is given a moment.
 */
export async function ask(attempt: Attempt, answer: JsonObject): Promise<Asked> {
  let result: Asked = { kind: 'pending' };
  for (const pauseMs of TELL_APART_MS) {
    await setTimeout(pauseMs);
    result = await askOnce(attempt, answer);
    if (result.kind !== 'ambiguous') return result;
  }
  return result;
}

async function askOnce(attempt: Attempt, answer: JsonObject): Promise<Asked> {
  const { provider, appSlug, request, createdAt, upstream } = attempt;
  try {
    await requireProvider(attempt.account, provider);
    const app = toAppRef(await getApp(provider, appSlug));
    const reconnect = await grantToRenew(attempt);
    const { taken, hasRivals } = await findOthers(attempt);
    const results: ConnectionResult[] = [];
    // The window that was opened last is the likeliest, but any of them may be the one that was finished.
    for (const start of [...upstream.starts].reverse()) {
      const result = await openProvider(provider).finishConnection({
        app,
        externalUserId: request.externalUserId,
        startedAt: createdAt,
        upstream: start,
        answer,
        reconnect,
        taken: taken.filter((id) => id !== reconnect?.upstreamAccountId),
        hasRivals,
        named: upstream.named,
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (result.kind === 'connected') return result;
      results.push(result);
    }
    const first = (kind: ConnectionResult['kind']) => results.find((result) => result.kind === kind);
    return first('ambiguous') ?? first('cancelled') ?? first('pending') ?? results[0] ?? { kind: 'pending' };
  } catch (caught) {
    log().warn({ cause: caught, provider }, 'a connection could not be finished');
    return { kind: 'unknown', failure: toFailure(toAppError(caught)) };
  }
}

/**
 * Somebody else consented: their link to the provider was passed on. The attempt is over, and what they gave is given
 * back, so that whoever started it gains nothing by waiting.
 */
async function giveUp(attempt: Attempt, failure: ConnectFailure): Promise<void> {
  if (!(await endAttempt(attempt, 'failed', failure))) return;
  const result = await ask(attempt, {});
  if (result.kind === 'connected') await letOrphanGo(attempt, result.account);
}
