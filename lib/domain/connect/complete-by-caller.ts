import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { actorOf } from '../identity/audit';
import type { Principal } from '../identity/principal';
import { getProviderDefinition, providerDisabled } from '../providers/provider-settings';
import { completeAttempt } from './complete-attempt';
import { completeKept, openKept } from './confirm-attempt';
import {
  type Attempt,
  type FinishedAttempt,
  findAttempt,
  isExpired,
  refusalOf,
  type Visitor,
} from './connect-attempts';
import { ask, settleResult } from './finish-attempt';
import { waitForReturn } from './wait-for-return';

/**
 * Completes an attempt for the caller that brings its state back, and returns the profile. A backend whose key acts for
 * any user answers for its users, so for a link that a key made it need not wait until the person has confirmed. Every
 * other attempt is completed in the browser that opened the link and nowhere else: an agent, or somebody with a key of
 * their own, must not be able to complete what they got another person to agree to. Completing again changes nothing.
 */
export async function completeByCaller(
  principal: Principal,
  attempt: Attempt,
  browser: string | null,
): Promise<string> {
  if (isExpired(attempt)) throw invalidState();
  if (attempt.outcome === 'completed' && attempt.profileId) return attempt.profileId;
  if (attempt.failure === 'other_browser') throw endedElsewhere();
  // Without an opened link, or after it failed, there is nothing to ask for.
  if (attempt.browserHash === null || !['pending', 'confirming'].includes(attempt.outcome)) throw noActiveAccount();
  const isVouchedFor = attempt.origin === 'key' && principal.via.actsForAnyUser === true;
  const visitor: Visitor = { browser, userId: principal.userId, actor: actorOf(principal) };
  if (!isVouchedFor && refusalOf(attempt, visitor) !== null) {
    throw new AppError('forbidden', say('connect.sameBrowserOnly'));
  }
  const finished = await finish(attempt, visitor, isVouchedFor);
  if (finished.kind === 'completed') return finished.profileId;
  const now = await findAttempt({ id: attempt.id });
  if (now?.outcome === 'completed' && now.profileId) return now.profileId;
  if (now?.failure === 'other_browser') throw endedElsewhere();
  throw finished.kind === 'problem' ? toError(finished.failure, attempt) : noActiveAccount();
}

/** Unknown, somebody else's, or older than an attempt lives: a caller is not told which. */
export function invalidState(): AppError {
  return new AppError('invalid_request', say('connect.stateInvalid'), { status: 400 });
}

async function finish(attempt: Attempt, visitor: Visitor, isVouchedFor: boolean): Promise<FinishedAttempt> {
  const kept = await openKept(attempt);
  if (kept) return isVouchedFor ? completeKept(attempt, kept, visitor) : { kind: 'confirm', attempt };
  const result = await ask(attempt, {});
  if (result.kind !== 'connected') return settleResult(attempt, result, visitor);
  const now = await waitForReturn(attempt);
  if (now?.outcome === 'confirming') return finish(now, visitor, isVouchedFor);
  if (now?.outcome !== 'pending') return { kind: 'pending', attempt };
  return isVouchedFor ? completeAttempt(now, result.account, visitor) : settleResult(now, result, visitor);
}

function endedElsewhere(): AppError {
  return new AppError('conflict', say('connect.otherBrowser'));
}

function noActiveAccount(): AppError {
  return new AppError('conflict', say('connect.noAccount'));
}

function toError(failure: ConnectFailure, { provider }: Attempt): AppError {
  const { name } = getProviderDefinition(provider);
  switch (failure) {
    case 'provider_disabled':
      return providerDisabled(name);
    case 'provider_unavailable':
      return new AppError('provider_unavailable', say('providers.problem', { name }));
    case 'provider_misconfigured':
      return new AppError('provider_misconfigured', say('providers.credentials', { name }));
    case 'taken':
      return new AppError('forbidden', say('connect.someoneElses'));
    default:
      return noActiveAccount();
  }
}
