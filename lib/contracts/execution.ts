import * as z from 'zod';
import { AppSlug, AppSlugText } from './app';
import { AccountId, AgentId, EndUserId, ExecutionId, KeyId, ProfileId, RequestId } from './ids';
import { Json } from './json';
import { NextCursor, PageQuery } from './paging';
import { queryFlag } from './query-flag';
import { Since, time, Until } from './time';

export const ExecutionStatus = z
  .enum(['succeeded', 'failed', 'refused', 'cancelled'])
  .describe('`refused` never reached the app; `failed` did, or may have; `cancelled` means that the caller hung up.');
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

export const DurationMs = z
  .number()
  .int()
  .meta({ description: 'How long the call took, in milliseconds.', examples: [184] });
export const FailureMessage = z
  .string()
  .nullable()
  .meta({ description: 'Why it failed or was refused, for people to read.', examples: [null] });
const AgentName = z
  .string()
  .max(100)
  .meta({ description: 'The agent. Leave it out: agents cannot be made yet.', examples: ['support'] });

export const Execution = z
  .object({
    id: ExecutionId,
    executed_at: time('When it was called.'),
    account_id: AccountId,
    account_external_id: EndUserId,
    owner: z
      .string()
      .nullable()
      .meta({ description: 'The e-mail of that user, where they sign in here.', examples: ['jane@example.com'] }),
    profile_id: ProfileId.nullable(),
    profile_name: z
      .string()
      .nullable()
      .meta({ description: 'What the profile is called now; null once it is deleted.', examples: ['Work Gmail'] }),
    profile_label: z
      .string()
      .nullable()
      .meta({
        description: 'Who the user is at the app; null for calls from before the profile was connected as that.',
        examples: ['jane@example.com'],
      }),
    agent_id: AgentId.nullable().meta({ examples: [null] }),
    key_id: KeyId.nullable(),
    provider: z.string().meta({ description: 'The provider that was asked.', examples: ['pipedream'] }),
    app_slug: AppSlugText,
    tool_name: z.string().meta({ description: 'The tool, as the caller named it.', examples: ['gmail_send_email'] }),
    status: ExecutionStatus,
    error_code: z
      .string()
      .nullable()
      .meta({ description: 'The `code` of the error.', examples: [null] }),
    error: FailureMessage,
    attempts: z
      .number()
      .int()
      .meta({ description: 'How often the app was asked.', examples: [1] }),
    duration_ms: DurationMs,
    request_id: RequestId.nullable(),
  })
  .meta({ id: 'Execution' });
export type Execution = z.infer<typeof Execution>;

/** With what went in and came out. */
export const ExecutionDetails = Execution.extend({
  parameters: Json.nullable().meta({
    description: 'What went in, without secrets; null where the workspace does not keep it.',
    examples: [{ to: 'sam@example.com', subject: 'Your order' }],
  }),
  response: Json.nullable().meta({
    description: 'What came out, without secrets; null where the workspace does not keep it.',
    examples: [{ id: '18c3f0a9d2b7e415' }],
  }),
}).meta({
  id: 'ExecutionDetails',
});
export type ExecutionDetails = z.infer<typeof ExecutionDetails>;

const Filters = z.object({
  app: AppSlug.optional(),
  profile_id: ProfileId.optional(),
  agent: AgentName.optional(),
  status: ExecutionStatus.optional(),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({
      description: 'Text in the tool’s name or the message of a failure; or the id of an execution or request.',
      examples: ['send'],
    }),
  since: Since.optional(),
  until: Until.optional(),
  all: queryFlag('The calls of everybody in the workspace; for admins.').default(false),
});

export const ExecutionFilters = Filters;
export type ExecutionFilters = z.infer<typeof ExecutionFilters>;

export const ExecutionQuery = PageQuery.extend(Filters.shape);
export type ExecutionQuery = z.infer<typeof ExecutionQuery>;

export const ExecutionList = NextCursor.extend({
  executions: z.array(Execution).describe('Calls, newest first.'),
}).meta({ id: 'ExecutionList' });
export type ExecutionList = z.infer<typeof ExecutionList>;

export const ExecutionParams = z.object({ id: ExecutionId });

export const Recording = z
  .object({
    keeps_payloads: z.boolean().describe('Whether what goes in and comes out is kept. That a call happened always is.'),
  })
  .meta({ id: 'Recording' });
export type Recording = z.infer<typeof Recording>;
