import * as z from 'zod';
import { Demo } from './demo';
import { ErrorBody } from './error';
import { EndUserId, ProfileId } from './ids';
import { Json, JsonObject } from './json';
import { Cursor } from './paging';

/** The body of `POST /api/tools/execute`. */
export const ToolCallRequest = z
  .object({
    user_id: EndUserId.optional(),
    action: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: 'The tool, as `GET /api/tools` lists it or in any other spelling.',
        examples: ['gmail_send_email'],
      }),
    params: JsonObject.default({}).meta({
      description: 'The arguments of the tool.',
      examples: [{ to: 'sam@example.com', subject: 'Your order', body: 'It is on its way.' }],
    }),
    profile_id: ProfileId.optional().describe(
      'Which profile is meant, where several have the tool. The operation says which one runs it otherwise.',
    ),
    agent: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({
        description: 'Call as this agent, by its short name or id. Leave it out: agents cannot be made yet.',
        examples: ['support'],
      }),
    idempotency_key: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .meta({
        description:
          'Calls with the same key run once; the others get the same answer. May come as the header `Idempotency-Key`.',
        examples: ['order-1042-confirmation'],
      }),
    cursor: Cursor.optional().describe(
      'The `next_cursor` of the answer before, with everything else unchanged: the next part of a result that was too long for one answer, or the next page of a tool that reads in pages.',
    ),
    timeout_s: z
      .number()
      .positive()
      .max(120)
      .optional()
      .meta({ description: 'Give up after this many seconds.', examples: [30] }),
  })
  .meta({
    examples: [
      {
        user_id: 'jane',
        action: 'gmail_send_email',
        params: { to: 'sam@example.com', subject: 'Your order', body: 'It is on its way.' },
        idempotency_key: 'order-1042-confirmation',
      },
    ],
  });
export type ToolCallRequest = z.infer<typeof ToolCallRequest>;

// Not a copy of Json, which would be described all over again.
const Result = z
  .lazy(() => Json)
  .meta({ description: 'What the tool answered.', examples: [{ id: '18c3f0a9d2b7e415' }] });
const CallRecord = z
  .string()
  .meta({ description: 'The record of the call.', examples: ['9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63'] });
const Duration = z.number().meta({ description: 'How long the call took, in milliseconds.', examples: [184] });

/** What a call came to. A tool that ran and failed is an answer, not an error. */
export const ToolCallAnswer = z
  .discriminatedUnion('success', [
    z.object({
      success: z.literal(true).describe('The tool did its work.'),
      result: Result,
      execution_id: CallRecord,
      duration_ms: Duration,
      next_cursor: z
        .string()
        .optional()
        .meta({ description: 'Present when there is more: send it as `cursor`.', examples: ['eyJwYXJ0IjoyfQ'] }),
      truncated: z.literal(true).optional().meta({
        description:
          'Present when the app answered more than is read of one answer (4 MiB). What is missing, here and in the parts that follow, is not kept: ask the app for less at a time.',
      }),
      demo: Demo,
    }),
    z.object({
      success: z.literal(false).describe('The tool ran and failed.'),
      error: z
        .string()
        .meta({ description: 'Why, in the words of the app.', examples: ['The recipient’s address is not valid.'] }),
      result: Result.optional(),
      execution_id: CallRecord,
      duration_ms: Duration,
      demo: Demo,
    }),
  ])
  .meta({ id: 'ToolCallAnswer' });
export type ToolCallAnswer = z.infer<typeof ToolCallAnswer>;

/** A call that was refused or could not be finished: the error of every endpoint, and the record of the call. */
export const ToolCallError = ErrorBody.extend({
  success: z.literal(false).describe('Always false.'),
  execution_id: CallRecord,
}).meta({
  id: 'ToolCallError',
});
export type ToolCallError = z.infer<typeof ToolCallError>;

export const ResultParams = z.object({
  cursor: Cursor.describe(
    'The `next_cursor` of a result that was too long for one answer, or of the part before. That of a tool which reads in pages is sent to the tool again.',
  ),
});

export const ResultPage = z
  .object({
    result: Result.describe('The next part of it.'),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: 'Where the part after this one begins; null after the last.', examples: [null] }),
  })
  .meta({ id: 'ResultPage' });
export type ResultPage = z.infer<typeof ResultPage>;
