import * as z from 'zod';
import { ExecutionStatus } from './execution';
import { Json } from './json';
import { NextCursor } from './paging';

/** One call of a database's tools. `input` is null where the workspace does not keep what went in. */
export const DatabaseHistoryEntry = z
  .object({
    execution_id: z.uuid(),
    executed_at: z.iso.datetime(),
    /** `query`, `explain`, `write`, or the name of a saved query. */
    tool: z.string(),
    input: Json.nullable(),
    status: ExecutionStatus,
    error: z.string().nullable(),
    duration_ms: z.number().int(),
  })
  .meta({ id: 'DatabaseHistoryEntry' });
export type DatabaseHistoryEntry = z.infer<typeof DatabaseHistoryEntry>;

export const DatabaseHistory = NextCursor.extend({ history: z.array(DatabaseHistoryEntry) }).meta({
  id: 'DatabaseHistory',
});
