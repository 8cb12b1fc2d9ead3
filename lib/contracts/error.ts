import * as z from 'zod';

/** Every way a request can fail, and the status that says so. A new failure starts as a line here. */
export const ERROR_STATUS = {
  invalid_request: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  tool_disabled: 403,
  profile_inactive: 409,
  needs_connection: 409,
  needs_reconnect: 409,
  ambiguous_profile: 409,
  dangerous_role: 409,
  rate_limited: 429,
  provider_rejected: 502,
  provider_misconfigured: 502,
  provider_unavailable: 503,
  provider_disabled: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Who must do something about it, and where. */
export const ErrorAction = z.object({ who: z.enum(['user', 'admin', 'caller']), url: z.string() });
export type ErrorAction = z.infer<typeof ErrorAction>;

export const ErrorChoice = z.object({ profile_id: z.string(), profile_name: z.string() });
export type ErrorChoice = z.infer<typeof ErrorChoice>;

export const ErrorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      request_id: z.string(),
      fields: z.record(z.string(), z.string()).optional(),
      retry_after_s: z.number().optional(),
      action: ErrorAction.optional(),
      choices: z.array(ErrorChoice).optional(),
      /** The call may have been carried out although its answer was lost: look before trying again. */
      outcome: z.literal('unknown').optional(),
      /** The provider that stands between Patchbay and the app. */
      detail: z.object({ provider: z.string() }).optional(),
    }),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The same at the endpoints whose callers look at `success`; a tool call that was refused names its record as well. */
export const Failure = ErrorBody.extend({ success: z.literal(false), execution_id: z.string().optional() }).meta({
  id: 'Failure',
});
export type Failure = z.infer<typeof Failure>;
