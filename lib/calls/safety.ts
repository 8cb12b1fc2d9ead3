import type { ToolAnnotations } from '@/lib/contracts/tool';
import { AppError } from '@/lib/errors';
import { failureOf } from '@/lib/providers/upstream/failure';
import { say } from '@/lib/sentence';

/** Why a call was not made: the service has been failing. */
export class BreakerOpen extends Error {
  override readonly name = 'BreakerOpen';
  /** It stands in the log as often as a service is asked that is down, and says nothing that the breaker does not. */
  override readonly stack = undefined;
}

/**
 * Why an attempt was given up: whoever asked waits for it no longer, or less than is usual. Of the service it says
 * nothing, else a few impatient callers could have it held back from everybody.
 */
export class NobodyWaits extends Error {
  override readonly name = 'NobodyWaits';
  override readonly stack = undefined;
}

export function givenUp(why: string): AppError {
  return new AppError('provider_unavailable', say('calls.cancelled'), { cause: new NobodyWaits(why) });
}

/** Asking twice does no harm. What a tool does not say of itself counts as the unsafe answer. */
export function isRepeatable({ read_only, idempotent }: ToolAnnotations): boolean {
  return read_only === true || idempotent === true;
}

/**
 * The call certainly did nothing: no connection was made, or the service turned it away before looking at it. Only
 * then may a write be sent again; a reset or a time-out may have come after the service had acted.
 */
export function neverRan(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (error.code === 'rate_limited' || error.cause instanceof BreakerOpen) return true;
  return failureOf(error)?.neverSent === true;
}

/** The provider no longer takes this profile's grant, or says so of our token: worth one look, and one more try. */
export function looksExpired(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  return (
    error.code === 'needs_reconnect' || (error.code === 'provider_misconfigured' && failureOf(error)?.status === 401)
  );
}

/** Something came back that is no answer: a page of HTML, JSON that ends in the middle. */
export function isBroken(error: unknown): boolean {
  return failureOf(error)?.isBroken === true;
}

/** The service is to blame, and may do better in a moment. */
export function isServiceFailure(error: unknown): boolean {
  return error instanceof AppError && error.code === 'provider_unavailable' && !wasGivenUp(error);
}

export function wasGivenUp(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof NobodyWaits;
}

/** What came back of the service, or of the provider in front of it, in words: it is there. */
export function isAnswer(error: unknown): boolean {
  return error instanceof AppError && ANSWERS.has(error.code);
}

const ANSWERS = new Set(['provider_rejected', 'provider_misconfigured', 'needs_reconnect', 'rate_limited']);

/** May this call be made once more after this failure? */
export function mayRepeat(error: unknown, annotations: ToolAnnotations): boolean {
  if (neverRan(error)) return !wasHeldBack(error);
  return isServiceFailure(error) && !lastsLonger(error) && isRepeatable(annotations);
}

/**
 * Turned away at once by somebody's own server or its network. It may be starting again, but whoever asked should know
 * within a second if it is not.
 */
export function wasTurnedAway(error: unknown): boolean {
  return AT_ONCE.has(reasonOf(error));
}

/** A name that leads nowhere leads nowhere in a second, and a host that let a connection wait has had its time. */
function lastsLonger(error: unknown): boolean {
  return LASTING.has(reasonOf(error));
}

const AT_ONCE = new Set<string | undefined>(['connection_refused', 'no_route', 'lookup_failed']);
const LASTING = new Set<string | undefined>(['unknown_host', 'timed_out', 'no_answer']);

function reasonOf(error: unknown): string | undefined {
  return error instanceof AppError ? error.detail.outage?.reason : undefined;
}

/** Waiting for an open breaker would only hold the caller: it says itself when to come back. */
export function wasHeldBack(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof BreakerOpen;
}
