import type { ToolAnnotations } from '@/lib/contracts/tool';
import { AppError } from '@/lib/errors';
import { failureOf } from '@/lib/providers/upstream/failure';

/** Why a call was not made: the service has been failing. */
export class BreakerOpen extends Error {
  override readonly name = 'BreakerOpen';
  /** It stands in the log as often as a service is asked that is down, and says nothing that the breaker does not. */
  override readonly stack = undefined;
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
  return error.code === 'needs_reconnect' || (error.code === 'provider_rejected' && failureOf(error)?.status === 401);
}

/** The service is to blame, and may do better in a moment. */
export function isServiceFailure(error: unknown): boolean {
  return error instanceof AppError && error.code === 'provider_unavailable';
}

/** May this call be made once more after this failure? */
export function mayRepeat(error: unknown, annotations: ToolAnnotations): boolean {
  if (neverRan(error)) return !isHeldBack(error);
  return isServiceFailure(error) && isRepeatable(annotations);
}

/** Waiting for an open breaker would only hold the caller: it says itself when to come back. */
function isHeldBack(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof BreakerOpen;
}
