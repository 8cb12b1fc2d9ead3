import type { JsonObject } from '@/lib/contracts/json';
import { openConnectedAccount } from '@/lib/domain/opened-profiles';
import type { Principal } from '@/lib/domain/principal';
import type { ToolOutcome } from '@/lib/providers/provider';
import { behindBreaker } from './breaker';
import { inTurn } from './call-limits';
import type { Call } from './call-tool';
import { checkGrant } from './check-grant';
import { linksFor } from './connect-links';
import { LONGEST_DEADLINE_MS, USUAL_DEADLINE_MS, withDeadline } from './deadline';
import { needsReconnect } from './find-tool';
import { hedged } from './hedge';
import { withRetries } from './retry';
import { isRepeatable, looksExpired } from './safety';
import type { RunningRecord } from './start-record';
import type { Offer } from './toolbox';

/** The share of the deadline after which a read that has not answered is asked again beside the first. */
const SLOW = 1 / 4;

/** Calls the provider: in turn, within the deadline, again where that is safe, and once more after a refresh. */
export function runTool(principal: Principal, call: Call, offer: Offer, record: RunningRecord): Promise<ToolOutcome> {
  const { profile, definition } = offer;
  const { provider, accountId, appName } = profile;
  const ms = Math.min(call.timeoutMs ?? USUAL_DEADLINE_MS, LONGEST_DEADLINE_MS);
  const send = sender(principal, call, offer, record);

  return withDeadline({ ms, signal: call.signal, appName }, (signal, deadlineAt) =>
    inTurn({ provider, accountId, signal }, () =>
      withRetries(definition.annotations, { signal, deadlineAt }, (number) => {
        record.attempts = number;
        if (!isRepeatable(definition.annotations)) return send(signal);
        return hedged({ signal, afterMs: ms * SLOW }, send);
      }),
    ),
  );
}

/** One attempt: behind the breaker, and again after the provider renewed a grant that looked expired. */
function sender(principal: Principal, call: Call, offer: Offer, record: RunningRecord) {
  const { profile, definition, fixed, defaults } = offer;
  const input = { ...defaults, ...call.input, ...fixed } as JsonObject;
  const { requestId, traceparent = null } = call;

  const send = (signal: AbortSignal) =>
    behindBreaker(
      profile,
      async () => {
        const { provider, account } = await openConnectedAccount(principal, profile.id);
        record.hasOpened = true;
        return provider.callTool(account, { tool: definition, input, signal, requestId, traceparent });
      },
      signal,
    );

  return async (signal: AbortSignal): Promise<ToolOutcome> => {
    const startedAt = Date.now();
    try {
      return await send(signal);
    } catch (caught) {
      if (!looksExpired(caught)) throw caught;
      const { status } = await checkGrant(principal, profile, startedAt, signal);
      if (status === 'connected' || status === 'expiring') return send(signal);
      throw await needsReconnect(profile, linksFor(principal), caught);
    }
  };
}
