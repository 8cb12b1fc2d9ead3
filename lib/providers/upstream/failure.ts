import { AppError, type ErrorDetail } from '@/lib/errors';
import { say } from '@/lib/sentence';

const mark: unique symbol = Symbol.for('patchbay.upstream-failure');

/**
 * What is kept of a failed exchange: enough to decide and to look it up at the provider, and nothing of the reply
 * itself, which can hold tokens and links that connect somebody's account.
 */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly [mark] = true;
  readonly status: number | null;
  /** The provider's own number or word for it. */
  readonly upstreamCode: string | null;
  /** Certain that the request never reached anybody, so that sending it again cannot do anything twice. */
  readonly neverSent: boolean;
  /** What came back was no answer, though it said that all was well; the request may have been carried out. */
  readonly isBroken: boolean;

  constructor(
    message: string,
    detail: { status?: number; upstreamCode?: string | null; neverSent?: boolean; isBroken?: boolean } = {},
  ) {
    super(message);
    this.status = detail.status ?? null;
    this.upstreamCode = detail.upstreamCode ?? null;
    this.neverSent = detail.neverSent ?? false;
    this.isBroken = detail.isBroken ?? false;
  }

  /** By a mark and not by the class, for the reason that AppError has. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value;
  }
}

/** The exchange behind an error, when there was one. */
export function failureOf(caught: unknown): UpstreamFailure | null {
  return causesOf(caught).find((cause) => cause instanceof UpstreamFailure) ?? null;
}

/**
 * The service says that it does not know what was asked for. A 404 in words of somebody else, such as a gateway that
 * leads nowhere, says nothing of it.
 */
export function isUnknownThere(caught: unknown): boolean {
  const failure = failureOf(caught);
  return failure?.status === 404 && !failure.isBroken;
}

/** Client libraries wrap what they catch, some of them twice. */
export function causesOf(caught: unknown): unknown[] {
  const chain: unknown[] = [];
  let next = caught;
  while (next !== undefined && next !== null && chain.length < MAX_CAUSES) {
    chain.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return chain;
}

/** For work that comes before the request itself: whatever went wrong in it, the request was not sent. */
export function beforeSending(caught: unknown): unknown {
  const known = causesOf(caught).find((cause) => cause instanceof AppError);
  const failure = failureOf(known);
  if (!known || !failure) return caught;
  const { status, upstreamCode, message } = failure;
  const cause = new UpstreamFailure(message, { upstreamCode, neverSent: true, ...(status !== null && { status }) });
  return known.with({ cause });
}

export function unavailable(service: string, cause: UpstreamFailure, detail: ErrorDetail = {}): AppError {
  const outage = { reason: 'service_unavailable', service } as const;
  return new AppError('provider_unavailable', say('providers.problem', { name: service }), {
    ...detail,
    outage,
    cause,
  });
}

export function rejected(service: string, why: string, cause: UpstreamFailure): AppError {
  return new AppError('provider_rejected', `${service} ${why}`, { cause });
}

/** Our own key at the provider: nobody's grant is in question, and only the operator can mend it. */
export function misconfigured(service: string, cause: UpstreamFailure): AppError {
  const message = say('providers.credentials', { name: service });
  return new AppError('provider_misconfigured', message, { cause });
}

/** An answer in a shape that we do not know. Asking again would bring the same. */
export function unreadable(service: string, what = 'a reply of an unknown shape'): AppError {
  return rejected(service, UNREADABLE, new UpstreamFailure(what, { isBroken: true }));
}

/** What came back is no answer at all: the service is unwell, or something in front of it is. */
export function broken(service: string, what: string, status?: number): AppError {
  return unavailable(service, new UpstreamFailure(what, { isBroken: true, ...(status !== undefined && { status }) }));
}

/** The `upstreamCode` of an app for which the provider has no OAuth client, and nobody gave it one. */
export const NO_AUTH_CONFIG = 'no_auth_config';

const UNREADABLE = 'answered in a way that could not be read.';

const MAX_CAUSES = 10;
