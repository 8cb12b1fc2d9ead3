import * as z from 'zod';
import { Demo } from './demo';
import { ErrorBody } from './error';
import { Json, JsonObject } from './json';

/** The body of `POST /api/tools/execute`. */
export const ToolCallRequest = z.object({
  user_id: z.string().optional(),
  /** A tool's name as it is listed, or as its provider has it. */
  action: z.string().min(1).max(200),
  params: JsonObject.default({}),
  profile_id: z.uuid().optional(),
  agent: z.string().min(1).max(100).optional(),
  idempotency_key: z.string().min(1).max(255).optional(),
  /** The next part of a result that was too long for one answer. */
  cursor: z.string().max(500).optional(),
  timeout_s: z.number().positive().max(120).optional(),
});
export type ToolCallRequest = z.infer<typeof ToolCallRequest>;

/** What a call came to. A tool that ran and failed is an answer, not an error. */
export const ToolCallAnswer = z
  .discriminatedUnion('success', [
    z.object({
      success: z.literal(true),
      result: Json,
      execution_id: z.string(),
      duration_ms: z.number(),
      next_cursor: z.string().optional(),
      demo: Demo,
    }),
    z.object({
      success: z.literal(false),
      error: z.string(),
      result: Json.optional(),
      execution_id: z.string(),
      duration_ms: z.number(),
      demo: Demo,
    }),
  ])
  .meta({ id: 'ToolCallAnswer' });
export type ToolCallAnswer = z.infer<typeof ToolCallAnswer>;

/** A call that was refused or could not be finished: the error of every endpoint, and the record of the call. */
export const ToolCallError = ErrorBody.extend({ success: z.literal(false), execution_id: z.string() }).meta({
  id: 'ToolCallError',
});
export type ToolCallError = z.infer<typeof ToolCallError>;

export const ResultParams = z.object({ cursor: z.string().max(500) });

export const ResultPage = z.object({ result: Json, next_cursor: z.string().nullable() }).meta({ id: 'ResultPage' });
export type ResultPage = z.infer<typeof ResultPage>;
