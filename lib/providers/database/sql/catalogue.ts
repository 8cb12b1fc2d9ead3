import type { Json, JsonObject } from '@/lib/contracts/json';
import type { ToolOutcome } from '../../provider';
import type { Limits } from '../page';
import { Refusal } from '../refusal';
import type { SqlEngine } from './engine';

type Ask = (sql: string, params: Json[], offset?: number) => Promise<{ rows: JsonObject[]; hasMore: boolean }>;

export async function listTables(
  engine: SqlEngine,
  { search, cursor = 0 }: { search?: string | undefined; cursor?: number | undefined },
  limits: Limits,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const { rows, hasMore } = await asker(engine, limits, signal)(engine.catalogue.tables, [search ?? null], cursor);
  const next = hasMore ? String(cursor + rows.length) : null;
  return { ok: true, content: { tables: rows, next_cursor: next }, ...(next && { nextCursor: next }) };
}

export async function describeTable(
  engine: SqlEngine,
  { table, schema }: { table: string; schema?: string | undefined },
  limits: Limits,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const ask = asker(engine, limits, signal);
  const { rows } = await ask(engine.catalogue.table, [table, schema ?? null]);
  const [found, another] = rows;
  if (!found) throw new Refusal('There is no table or view by this name, or you may not see it.');
  if (another) {
    const schemas = rows.map((row) => row.schema).join(', ');
    throw new Refusal(`Several schemas have a table by this name: ${schemas}. Name one as "schema".`);
  }
  const where = [found.schema ?? null, found.name ?? null];
  const columns = await ask(engine.catalogue.columns, where);
  const keys = await ask(engine.catalogue.keys, where);
  return { ok: true, content: { ...found, columns: columns.rows, ...sortKeys(keys.rows) } };
}

function sortKeys(keys: JsonObject[]): JsonObject {
  const of = (kind: string) => keys.filter((key) => key.kind === kind).map(({ kind: _kind, ...key }) => key);
  const [primary] = of('primary');
  return { primary_key: primary?.columns ?? [], foreign_keys: of('foreign'), indexes: of('index') };
}

/** The catalogue's statements are ours, so they are not checked, but run within the same limits. */
function asker(engine: SqlEngine, limits: Limits, signal: AbortSignal): Ask {
  return async (sql, params, offset = 0) => {
    const page = await engine.ask({ sql, params, mode: 'read', offset, limits, signal });
    const rows = page.rows.map((row) =>
      Object.fromEntries(page.columns.map(({ name }, at) => [name, row[at] ?? null])),
    );
    return { rows, hasMore: page.hasMore };
  };
}
