import type { Principal } from '@/lib/domain/identity/principal';
import { getKnownProfile, needsReconnect, openConnectedAccount } from '@/lib/domain/profiles/opened-profiles';
import type { ToolOutcome } from '@/lib/providers/provider';
import { findProvider } from '@/lib/providers/registry';
import { behindBreaker, type Service } from './breaker';
import { inTurn } from './call-limits';
import type { Call } from './call-tool';
import { argumentsOf } from './check-arguments';
import { checkGrant } from './check-grant';
import { limitOf, withDeadline } from './deadline';
import { hedged } from './hedge';
import { withRetries } from './retry';
import type { RunningRecord } from './running-record';
import { isRepeatable, looksExpired } from './safety';
import type { Offer } from './toolbox';

/** The share of the deadline after which a read that has not answered is asked again beside the first. */
const SLOW = 1 / 4;

/** Calls the provider: in turn, within the deadline, again where that is safe, and once more after a refresh. */
export function runTool(principal: Principal, call: Call, offer: Offer, record: RunningRecord): Promise<ToolOutcome> {
  const { profile, definition } = offer;
  const { provider, accountId, appSlug, appName } = profile;
  const ms = limitOf(call.timeoutMs);
  const send = sender(principal, call, offer, record);

  const { room } = record;
  let hadTurn = false;
  const hasFailed = () => record.attempts > 1;
  const wasAsked = () => hadTurn;
  const lacksRoom = () => room.isWaiting;

  return withDeadline(
    { ms, signal: call.signal, appName, hasFailed, wasAsked, lacksRoom },
    ({ signal, deadlineAt, dropRest }) =>
      inTurn({ provider, appSlug, accountId, signal }, () =>
        withRetries(definition.annotations, { signal, deadlineAt }, (number) => {
          hadTurn = true;
          const sendNumber = (signal: AbortSignal) => send(signal, number);
          // A server of somebody's own that is slow is at work: asking it twice would double that.
          if (!isRepeatable(definition.annotations) || hasOwnServer(provider)) return sendNumber(signal);
          return hedged({ signal, afterMs: ms * SLOW, dropRest, isAnswered: () => room.isUsed }, sendNumber);
        }),
      ),
  );
}

/** One attempt: behind the breaker, and again when asking the provider has renewed a grant that looked expired. */
function sender(principal: Principal, call: Call, offer: Offer, record: RunningRecord) {
  const { profile, definition } = offer;
  const input = argumentsOf(offer, call.input);
  const { requestId, traceparent = null, onProgress } = call;

  const send = (signal: AbortSignal, startedAt: number, number: number) =>
    behindBreaker(
      serviceOf(profile),
      async () => {
        const { provider, account, profile: known } = await openConnectedAccount(principal, profile.id);
        const { profileId, upstreamAccountId } = account;
        record.connection = { profileId, upstreamAccountId, isUnreachable: known.isUnreachable };
        record.countSend(number);
        return provider.callTool(account, {
          tool: definition,
          input,
          signal,
          room: record.room,
          requestId,
          traceparent,
          onRepeat: () => record.countRepeat(),
          onProgress,
          checkGrant: () => checkGrant(principal, profile.id, startedAt),
        });
      },
      signal,
    );

  return async (signal: AbortSignal, number: number): Promise<ToolOutcome> => {
    const startedAt = Date.now();
    try {
      return await send(signal, startedAt, number);
    } catch (caught) {
      if (!looksExpired(caught)) throw caught;
      const { status } = await checkGrant(principal, profile.id, startedAt);
      if (status === 'connected' || status === 'expiring') {
        return send(signal, startedAt, number);
      }
      throw needsReconnect(await getKnownProfile(principal, profile.id));
    }
  };
}

/** Connected with a form means reached at an address that the person gave. */
function hasOwnServer(provider: string): boolean {
  return findProvider(provider)?.kind === 'form';
}

function serviceOf({ id, provider, appSlug, appName, accountId }: Offer['profile']): Service {
  return { provider, appSlug, appName, accountId, ...(hasOwnServer(provider) && { instance: id }) };
}
