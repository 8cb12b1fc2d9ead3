import type { Json } from '@/lib/contracts/json';
import type { SavedQuery } from '@/lib/contracts/saved-query';
import type { ToolOutcome } from '../../provider';
import { withDeadline } from '../deadline';
import { toOutcome } from '../outcome';
import type { Limits } from '../page';
import { parametersOf } from '../saved-query';
import { defineTool, READS, type Tool, WRITES } from '../tool';
import { bindNamed } from './bind';
import { describeTable, listTables } from './catalogue';
import type { SqlEngine, SqlPage, SqlRequest } from './engine';
import { ExplainInput, QueryInput, SchemaInput, WriteInput } from './inputs';

type Settings = { allow_writes: boolean; saved_queries: SavedQuery[]; limits: Limits };
type Statement = Pick<SqlRequest, 'sql' | 'params' | 'mode'> & { offset?: number; rows?: number };

/** The tools of a SQL database. The engine refuses what is not for the tool, before and while it runs it. */
export function sqlTools(engine: SqlEngine, name: string, settings: Settings): Tool[] {
  const run = ({ sql, params, mode, offset = 0, rows }: Statement, caller: AbortSignal) =>
    attempt({ engine, caller, seconds: settings.limits.seconds, sql }, (signal) => {
      const limits = { ...settings.limits, rows: Math.min(rows ?? settings.limits.rows, settings.limits.rows) };
      return engine.run({ sql, params, mode, offset, limits, signal }).then((page) => present(page, mode, offset));
    });

  const query = defineTool({
    name: 'query',
    title: 'Query',
    description: `Runs one read-only SQL statement on ${name} and returns columns and rows, at most ${settings.limits.rows}.`,
    input: QueryInput,
    annotations: READS,
    run: ({ query: sql, params, limit, cursor }, signal) =>
      run({ sql, params, mode: 'read', offset: cursor ?? 0, ...(limit && { rows: limit }) }, signal),
  });
  const schema = defineTool({
    name: 'schema',
    title: 'Schema',
    description: `Lists the tables and views of ${name} with row estimates, or describes one: columns, types, keys, indexes.`,
    input: SchemaInput,
    annotations: READS,
    run: (input, caller) =>
      attempt({ engine, caller, seconds: settings.limits.seconds }, (signal) =>
        input.table
          ? describeTable(engine, { ...input, table: input.table }, settings.limits, signal)
          : listTables(engine, input, settings.limits, signal),
      ),
  });
  const explain = defineTool({
    name: 'explain',
    title: 'Explain',
    description: `Shows how ${name} would run a read-only statement, without running it.`,
    input: ExplainInput,
    annotations: READS,
    run: ({ query: sql, params }, signal) => run({ sql: engine.explain(sql), params, mode: 'read' }, signal),
  });
  const write = defineTool({
    name: 'write',
    title: 'Write',
    description: `Runs one SQL statement that changes ${name} and says how many rows it changed. It cannot be undone.`,
    input: WriteInput,
    annotations: WRITES,
    run: ({ query: sql, params }, signal) => run({ sql, params, mode: 'write' }, signal),
  });
  const saved = settings.saved_queries.map((entry) => savedTool(engine, entry, run));
  return [query, schema, explain, ...(settings.allow_writes ? [write] : []), ...saved];
}

function savedTool(
  engine: SqlEngine,
  saved: SavedQuery,
  run: (statement: Statement, signal: AbortSignal) => Promise<ToolOutcome>,
): Tool {
  return defineTool({
    name: saved.name,
    title: saved.name,
    description: saved.description,
    input: parametersOf(saved),
    annotations: READS,
    run: async ({ cursor, ...values }, signal) => {
      if (typeof saved.statement !== 'string') return { ok: false, reason: 'The saved statement is not SQL.' };
      const names = saved.parameters.map((parameter) => parameter.name);
      const bound = bindNamed(saved.statement, values as Record<string, Json>, names, {
        lex: engine.lex,
        placeholder: engine.placeholder,
      });
      return run({ ...bound, mode: 'read', offset: Number(cursor ?? 0) }, signal);
    },
  });
}

type Attempt = {
  engine: SqlEngine;
  caller: AbortSignal;
  seconds: number;
  /** The caller's own statement, in which a mistake can be pointed at. */
  sql?: string;
};

async function attempt(
  { engine, caller, seconds, sql }: Attempt,
  run: (signal: AbortSignal) => Promise<ToolOutcome>,
): Promise<ToolOutcome> {
  return withDeadline(caller, seconds, async (signal) => run(signal)).catch((error) =>
    toOutcome(error, (failure) => engine.statementFailure(failure, sql)),
  );
}

function present(page: SqlPage, mode: 'read' | 'write', offset: number): ToolOutcome {
  const { columns, rows, affectedRows } = page;
  if (mode === 'write')
    return { ok: true, content: { affected_rows: affectedRows, ...(columns.length > 0 && { columns, rows }) } };
  const next = page.hasMore ? String(offset + rows.length) : null;
  return {
    ok: true,
    content: { columns, rows, row_count: rows.length, next_cursor: next },
    ...(next && { nextCursor: next }),
  };
}
