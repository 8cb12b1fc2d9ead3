import type { Principal } from '@/lib/domain/identity/principal';
import type { Allowance } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { type Limit, take } from '@/lib/platform/limits';
import { once } from '@/lib/platform/once';
import { FairQueue } from './fair-queue';

const MINUTE_S = 60;

const limits = () =>
  once('call-limits', (): Record<'key' | 'account' | 'provider', Limit> => {
    const { CALLS_PER_KEY, CALLS_PER_ACCOUNT, CALLS_PER_PROVIDER } = env();
    return {
      key: { name: 'calls-key', points: CALLS_PER_KEY, windowS: MINUTE_S },
      account: { name: 'calls-account', points: CALLS_PER_ACCOUNT, windowS: MINUTE_S },
      provider: { name: 'calls-provider', points: CALLS_PER_PROVIDER, windowS: MINUTE_S },
    };
  });

/**
 * Counts a call against its key or person, its account and the installation's project at the provider, which is null for
 * a call that reaches none. Throws `rate_limited` when one of them is used up; returns the one that is nearest to it,
 * for the headers.
 */
export async function takeLimits(principal: Principal, accountId: string, provider: string | null): Promise<Allowance> {
  const { key, account, provider: project } = limits();
  const caller = principal.keyId ?? principal.userId ?? principal.workspaceId;
  const taken = [await take(key, caller), await take(account, accountId)];
  if (provider !== null) taken.push(await take(project, provider));
  return taken.reduce((tightest, next) => (shareLeft(next) < shareLeft(tightest) ? next : tightest));
}

/** How much of a provider's places one app may take, so that one that hangs leaves some to the others. */
const SHARE_OF_ONE_APP = 3 / 4;

/** How much of a provider's and of an app's places one account may take: calls of its own that hang leave the rest. */
const SHARE_OF_ONE_ACCOUNT = 1 / 2;

type Turn = { provider: string; appSlug: string; accountId: string; signal: AbortSignal };

/** A place among the calls that one provider serves at a time, given out fairly between accounts. */
export function inTurn<Result>(
  { provider, appSlug, accountId, signal }: Turn,
  work: () => Promise<Result>,
): Promise<Result> {
  const max = env().CALLS_AT_ONCE;
  const ofProvider = once(`calls-in-turn:${provider}`, () => queueOf(max));
  const ofApp = once(`calls-in-turn:${provider} ${appSlug}`, () => queueOf(Math.ceil(max * SHARE_OF_ONE_APP)));
  return ofApp.run(accountId, signal, () => ofProvider.run(accountId, signal, work));
}

function queueOf(max: number): FairQueue {
  return new FairQueue(max, Math.ceil(max * SHARE_OF_ONE_ACCOUNT));
}

function shareLeft({ limit, remaining }: Allowance): number {
  return remaining / limit;
}
