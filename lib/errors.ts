import type * as z from 'zod';
import type messages from '@/messages/sentences/en.json';
import { ERROR_STATUS, type ErrorAction, type ErrorBody, type ErrorChoice, type ErrorCode } from './contracts/error';
import type { OutageCause } from './contracts/outage';
import type { Locale } from './contracts/user';
import { EXPLAIN, wordsOf } from './field-words';
import { isDatabaseOutage } from './platform/database-outage';
import { say, toText, toTexts, type Words } from './sentence';

/** What `RateLimit-*` headers tell a caller. */
export type Allowance = { limit: number; remaining: number; resetS: number };

export type ErrorDetail = {
  fields?: Record<string, Words> | undefined;
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

/** The fields in English, as `message` is. */
type Detail = Omit<ErrorDetail, 'cause' | 'fields'> & { fields?: Record<string, string> };

const mark: unique symbol = Symbol.for('patchbay.app-error');

/**
 * The only error thrown on purpose. Its words are read by people, so they never hold a secret, SQL or a provider's raw
 * reply; those go in `cause`, which is logged and never sent. `message` has them in English, for logs and records.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly words: Words;
  readonly fieldWords: Record<string, Words> | undefined;
  readonly detail: Detail;

  constructor(code: ErrorCode, words: Words, { cause, fields, ...detail }: ErrorDetail = {}) {
    super(toText(words, 'en'), { cause });
    this.code = code;
    this.words = words;
    this.fieldWords = fields;
    this.detail = { ...detail, ...(fields && { fields: toTexts(fields, 'en') }) };
  }

  /** The same error, with more known of it or less. */
  with(detail: ErrorDetail): AppError {
    return new AppError(this.code, this.words, {
      ...this.detail,
      fields: this.fieldWords,
      cause: this.cause,
      ...detail,
    });
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
export function parseInput<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input, { error: EXPLAIN });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => [issue.path.join('.') || 'body', wordsOf(issue)]);
  throw invalidFields(Object.fromEntries(fields), { cause: parsed.error });
}

/** Which fields are wrong, and why. */
export function invalidFields(fields: Record<string, Words>, detail: ErrorDetail = {}): AppError {
  return new AppError('invalid_request', say('general.fields'), { ...detail, fields });
}

export function invalidField(name: string, why: Words, detail: ErrorDetail = {}): AppError {
  return invalidFields({ [name]: why }, detail);
}

type Absent = keyof typeof messages.notFound;

/** Absent, or somebody else's: a caller does not learn which. */
export function notFound(what: Exclude<Absent, 'tool' | 'toolOfProfile'>): AppError {
  return new AppError('not_found', say(`notFound.${what}`));
}

/** The product's own database cannot be reached or does not answer. It passes, and the answer says so. */
export function databaseUnavailable(cause: unknown, detail: ErrorDetail = {}): AppError {
  const message = say('general.databaseAway');
  return new AppError('internal', message, { status: 503, retryAfterS: DATABASE_RETRY_AFTER_S, ...detail, cause });
}

const DATABASE_RETRY_AFTER_S = 5;

/** Whatever was caught, as the one thing to switch on. */
export function toAppError(caught: unknown): AppError {
  if (caught instanceof AppError) return caught;
  if (isDatabaseOutage(caught)) return databaseUnavailable(caught);
  return new AppError('internal', say('general.internal'), { cause: caught });
}

/** What a caller is told, in their language. */
export function toErrorBody(
  { code, words, fieldWords: fields, detail }: AppError,
  requestId: string,
  locale: Locale,
): ErrorBody {
  const { retryAfterS, action, choices, provider, outcome } = detail;
  return {
    error: {
      code,
      message: toText(words, locale),
      request_id: requestId,
      ...(fields && { fields: toTexts(fields, locale) }),
      ...(retryAfterS !== undefined && { retry_after_s: retryAfterS }),
      ...(action && { action }),
      ...(choices && { choices }),
      ...(outcome && { outcome }),
      ...(provider && { detail: { provider } }),
    },
  };
}
