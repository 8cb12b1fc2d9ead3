import { AppError, toAppError } from '@/lib/errors';
import { findProvider } from '@/lib/providers/registry';
import { causesOf, failureOf } from '@/lib/providers/upstream/failure';
import { say } from '@/lib/sentence';
import { isBroken, isRepeatable, neverRan, wasGivenUp } from './safety';
import type { Offer } from './toolbox';

/**
 * What stopped a call, in the words of whoever made it: the app is named, not the provider in front of it, and of a
 * write whose answer was lost it is said that it may have been carried out.
 */
export function toCallError(caught: unknown, offer: Offer, wasSent: boolean): AppError {
  const error = toAppError(caught);
  const { provider, appName } = offer.profile;
  const { code, detail, cause } = error;
  const isProviderBetween = findProvider(provider)?.kind !== 'form';
  const isUnreachable = code === 'provider_unavailable' && isProviderBetween && !wasGivenUp(error);
  const words = isUnreachable ? say('providers.problem', { name: appName }) : error.words;
  const about = { ...detail, ...(isProviderBetween && isFromProvider(error) && { provider }), cause };
  if (!wasSent || !mayHaveRun(error, offer)) return new AppError(code, words, about);
  // Clients retry by themselves after the pause that a failure of ours asks for, and this call must not be repeated.
  const retryAfterS = code === 'internal' ? undefined : detail.retryAfterS;
  return new AppError(code, [words, say('calls.outcomeUnknown')], { ...about, retryAfterS, outcome: 'unknown' });
}

/** A call that can be repeated without harm leaves no question. */
function mayHaveRun(error: AppError, { definition, profile }: Offer): boolean {
  const isProviderBetween = findProvider(profile.provider)?.kind !== 'form';
  return isLost(error, isProviderBetween) && !isRepeatable(definition.annotations) && !certainlyNot(error);
}

/** A failure of ours, such as a connection that our own database refused, says nothing of what the app did. */
function certainlyNot(error: AppError): boolean {
  return error.code !== 'internal' && (neverRan(error) || causesOf(error).some(isUnconnected));
}

/** No answer, one that nobody can read, or one that is beyond our limits; a database that refuses us ran nothing. */
function isLost(error: AppError, isProviderBetween: boolean): boolean {
  const { code } = error;
  const isBeyondLimits = isProviderBetween && code === 'provider_rejected' && failureOf(error) === null;
  return code === 'provider_unavailable' || code === 'internal' || isBroken(error) || isBeyondLimits;
}

/** No connection was made, in the words of a database's driver. */
function isUnconnected(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && UNCONNECTED.has(String(cause.code));
}

const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function isFromProvider({ code }: AppError): boolean {
  return code.startsWith('provider_');
}
