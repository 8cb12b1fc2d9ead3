import * as z from 'zod';
import { DurationMs, ExecutionStatus, FailureMessage } from './execution';
import { ExecutionId } from './ids';
import { Json } from './json';
import { NextCursor } from './paging';
import { time } from './time';

/** One call of a database's tools. */
export const DatabaseHistoryEntry = z
  .object({
    execution_id: ExecutionId,
    executed_at: time('When it was called.'),
    tool: z
      .string()
      .meta({ description: '`query`, `explain`, `write`, or the name of a saved query.', examples: ['query'] }),
    input: Json.nullable().meta({
      description: 'What went in; null where the workspace does not keep it.',
      examples: [{ query: 'select count(*) from orders' }],
    }),
    status: ExecutionStatus,
    error: FailureMessage,
    duration_ms: DurationMs,
  })
  .meta({ id: 'DatabaseHistoryEntry' });
export type DatabaseHistoryEntry = z.infer<typeof DatabaseHistoryEntry>;

export const DatabaseHistory = NextCursor.extend({
  history: z.array(DatabaseHistoryEntry).describe('Calls of its tools, newest first.'),
}).meta({
  id: 'DatabaseHistory',
});
