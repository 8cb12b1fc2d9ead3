import { AppError } from '@/lib/errors';
import type { ConnectedAccount, GrantState, ToolCall } from '../provider';
import { failureOf, rejected, UpstreamFailure } from './failure';

/** The service turned a call away. It may be for a grant that is dead, whatever number it gives for that. */
export function isTurnedAway(caught: unknown): boolean {
  const status = failureOf(caught)?.status ?? 0;
  const isNotAboutTheCall = status === 408 || status === 429;
  return status >= 400 && status < 500 && !isNotAboutTheCall;
}

/** The app refused the person's credentials, so it did nothing. */
export function isRefusedByApp(reason: string): boolean {
  return /\b401\b|invalid_grant|invalid_token|expired or revoked/i.test(reason);
}

/** What a tool says when it failed for its grant, though it may have failed for something else. */
export function soundsLikeGrant(reason: string): boolean {
  return isRefusedByApp(reason) || REFUSAL.test(reason);
}

const REFUSAL =
  /\b(?:403|410)\b|unauthori[sz]ed|forbidden|access denied|revoked|expired|invalid (?:credentials|access token|authentication)|(?:account|connection|auth config) (?:is |was )?(?:disabled|inactive|deleted|not found)|re-?(?:connect|authenticat|authoriz)/i;

type Ask = (account: ConnectedAccount, signal: AbortSignal) => Promise<GrantState>;

/** What the service took for asking about the grant is good, so something of this call alone was refused. */
export function refusedForOne(service: string, caught: unknown): AppError {
  const failure = failureOf(caught) ?? new UpstreamFailure('status 401');
  const message = 'refused the call for this connection, and no other. Connecting it again may help.';
  return rejected(service, message, failure);
}

/** Asks the service for the grant, and throws when the service itself says that it is dead. */
export async function assertGrantAlive(account: ConnectedAccount, call: ToolCall, ask: Ask): Promise<void> {
  const grant = await (call.checkGrant?.() ?? ask(account, call.signal));
  if (grant.status === 'connected' || grant.status === 'expiring') return;
  throw new AppError('needs_reconnect', grant.reason, { cause: new UpstreamFailure(grant.status) });
}

/**
 * The same where the failure may have another cause: when the service cannot say, the failure stands as it is. True
 * when the service calls the grant good.
 */
export async function assertGrantNotDead(account: ConnectedAccount, call: ToolCall, ask: Ask): Promise<boolean> {
  try {
    await assertGrantAlive(account, call, ask);
    return true;
  } catch (caught) {
    if (caught instanceof AppError && caught.code === 'needs_reconnect') throw caught;
    return false;
  }
}
