import * as z from 'zod';
import { AppSlug } from './app';
import { Json } from './json';
import { NextCursor, PageQuery } from './paging';

/** `refused` never reached the app; `failed` did, or may have; `cancelled` means that the caller hung up. */
export const ExecutionStatus = z.enum(['succeeded', 'failed', 'refused', 'cancelled']);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

export const Execution = z
  .object({
    id: z.uuid(),
    executed_at: z.iso.datetime(),
    account_id: z.uuid(),
    profile_id: z.uuid().nullable(),
    agent_id: z.uuid().nullable(),
    key_id: z.uuid().nullable(),
    provider: z.string(),
    app_slug: z.string(),
    tool_name: z.string(),
    status: ExecutionStatus,
    error_code: z.string().nullable(),
    error: z.string().nullable(),
    attempts: z.number().int(),
    duration_ms: z.number().int(),
    request_id: z.string().nullable(),
  })
  .meta({ id: 'Execution' });
export type Execution = z.infer<typeof Execution>;

/** With what went in and came out, without secrets; null where the workspace does not keep it. */
export const ExecutionDetails = Execution.extend({ parameters: Json.nullable(), response: Json.nullable() }).meta({
  id: 'ExecutionDetails',
});
export type ExecutionDetails = z.infer<typeof ExecutionDetails>;

const Filters = z.object({
  app: AppSlug.optional(),
  profile_id: z.uuid().optional(),
  agent: z.string().max(100).optional(),
  status: ExecutionStatus.optional(),
  /** In the tool's name or the message of a failure; or an execution's or request's id. */
  q: z.string().trim().max(200).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  /** Admins only: the calls of everybody in the workspace. */
  all: z.stringbool().default(false),
});

export const ExecutionFilters = Filters;
export type ExecutionFilters = z.infer<typeof ExecutionFilters>;

export const ExecutionQuery = PageQuery.extend(Filters.shape);
export type ExecutionQuery = z.infer<typeof ExecutionQuery>;

export const ExecutionList = NextCursor.extend({ executions: z.array(Execution) }).meta({ id: 'ExecutionList' });
export type ExecutionList = z.infer<typeof ExecutionList>;

export const ExecutionParams = z.object({ id: z.uuid() });

/** That a call happened is always kept; what went in and came out only if this is on. */
export const Recording = z.object({ keeps_payloads: z.boolean() }).meta({ id: 'Recording' });
export type Recording = z.infer<typeof Recording>;
