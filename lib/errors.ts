import type * as z from 'zod';
import { ERROR_STATUS, type ErrorAction, type ErrorBody, type ErrorChoice, type ErrorCode } from './contracts/error';
import type { OutageCause } from './contracts/outage';
import { isDatabaseOutage } from './platform/database-outage';

/** What `RateLimit-*` headers tell a caller. */
export type Allowance = { limit: number; remaining: number; resetS: number };

export type ErrorDetail = {
  fields?: Record<string, string> | undefined;
  retryAfterS?: number | undefined;
  /** The limit that is used up, for the headers that tell a caller so. */
  allowance?: Allowance | undefined;
  action?: ErrorAction | undefined;
  choices?: ErrorChoice[] | undefined;
  /** The provider that stood between us and the app. */
  provider?: string | undefined;
  /** Set when the call may have been carried out although its answer was lost. */
  outcome?: 'unknown' | undefined;
  /** Names the record of the call that this error was the answer of, when that call is asked for again by its key. */
  firstExecutionId?: string | undefined;
  /** Set when the call has no record and will not get one, so that no answer names it. */
  isUnrecorded?: true | undefined;
  /** Set when the service could not be reached, as opposed to what it answered. */
  outage?: OutageCause | undefined;
  /** Overrides the code's own status: 400 for a body that is not JSON, and where old callers expect it. */
  status?: number | undefined;
  cause?: unknown;
};

/** Ends the message of an error whose `outcome` is unknown. */
export const OUTCOME_UNKNOWN = 'It is not known whether the call was carried out: look before you try again.';

const mark: unique symbol = Symbol.for('patchbay.app-error');

/**
 * The only error thrown on purpose. `message` is read by people, so it never holds a secret, SQL or a provider's raw
 * reply; those go in `cause`, which is logged and never sent.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly detail: Omit<ErrorDetail, 'cause'>;

  constructor(code: ErrorCode, message: string, { cause, ...detail }: ErrorDetail = {}) {
    super(message, { cause });
    this.code = code;
    this.detail = detail;
  }

  get status(): number {
    return this.detail.status ?? ERROR_STATUS[this.code];
  }

  /**
   * By a mark and not by the class, of which the server and Next's bundles hold a copy each: what is kept once for both
   * of them (`once`) throws the copy of whoever made it.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value;
  }
}

/** For what a caller sent. Anything else that fails to parse is not the caller's fault, and stays `internal`. */
export function parseInput<Value>(schema: z.ZodType<Value>, input: unknown, explain?: z.core.$ZodErrorMap): Value {
  const parsed = schema.safeParse(input, explain && { error: explain });
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.') || 'body', issue.message]),
  );
  throw new AppError('invalid_request', 'Some fields need another look.', { fields, cause: parsed.error });
}

/** The product's own database cannot be reached or does not answer. It passes, and the answer says so. */
export function databaseUnavailable(cause: unknown, detail: ErrorDetail = {}): AppError {
  const message = 'Patchbay cannot reach its database at the moment.';
  return new AppError('internal', message, { status: 503, retryAfterS: DATABASE_RETRY_AFTER_S, ...detail, cause });
}

const DATABASE_RETRY_AFTER_S = 5;

/** Whatever was caught, as the one thing to switch on. */
export function toAppError(caught: unknown): AppError {
  if (caught instanceof AppError) return caught;
  if (isDatabaseOutage(caught)) return databaseUnavailable(caught);
  return new AppError('internal', 'Something went wrong on our side.', { cause: caught });
}

export function toErrorBody({ code, message, detail }: AppError, requestId: string): ErrorBody {
  const { fields, retryAfterS, action, choices, provider, outcome } = detail;
  return {
    error: {
      code,
      message,
      request_id: requestId,
      ...(fields && { fields }),
      ...(retryAfterS !== undefined && { retry_after_s: retryAfterS }),
      ...(action && { action }),
      ...(choices && { choices }),
      ...(outcome && { outcome }),
      ...(provider && { detail: { provider } }),
    },
  };
}
