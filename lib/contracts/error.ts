import * as z from 'zod';
import { RequestId } from './ids';

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

export const ErrorAction = z.object({
  who: z.enum(['user', 'admin', 'caller']).describe('Who can mend it.'),
  url: z.string().meta({
    description: 'Where they can.',
    examples: ['https://patchbay.example.com/connect/q7Zt1mVw8kR3xN5yB2cD4fG6hJ9pL0sA'],
  }),
});
export type ErrorAction = z.infer<typeof ErrorAction>;

export const ErrorChoice = z.object({
  profile_id: z.string().meta({ description: 'The profile.', examples: ['5f0c2d1e-8a4b-4c7d-9e2f-1a2b3c4d5e6f'] }),
  profile_name: z.string().meta({ description: 'What people call it.', examples: ['Work Gmail'] }),
});
export type ErrorChoice = z.infer<typeof ErrorChoice>;

export const ErrorBody = z
  .object({
    error: z
      .object({
        code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]).describe('What is wrong, for programs.'),
        message: z.string().meta({
          description: 'What is wrong, for people, in the language they read.',
          examples: ['There is no such profile.'],
        }),
        request_id: RequestId,
        fields: z
          .record(z.string(), z.string())
          .optional()
          .meta({ description: 'What is wrong with each field.', examples: [{ name: 'This is required.' }] }),
        retry_after_s: z
          .number()
          .optional()
          .meta({ description: 'When to try again, in seconds.', examples: [12] }),
        action: ErrorAction.optional().describe('Who can mend it, and where.'),
        choices: z
          .array(ErrorChoice)
          .optional()
          .describe('The profiles that could be meant: name one as `profile_id`.'),
        outcome: z
          .literal('unknown')
          .optional()
          .describe('The call may have been carried out although its answer was lost: look before trying again.'),
        detail: z
          .object({
            provider: z.string().meta({ description: 'The provider.', examples: ['pipedream'] }),
          })
          .optional()
          .describe('The provider that stands between Patchbay and the app.'),
      })
      .describe('What went wrong.'),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The same at the endpoints whose callers look at `success`; a tool call that was refused names its record as well. */
export const Failure = ErrorBody.extend({
  success: z.literal(false).describe('Always false.'),
  execution_id: z
    .string()
    .optional()
    .meta({
      description: 'The record of the call, where there is one.',
      examples: ['9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63'],
    }),
}).meta({
  id: 'Failure',
});
export type Failure = z.infer<typeof Failure>;
