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
  const ask = asker(engine, limits, signal);
  const { rows, hasMore } = await ask(engine.catalogue.tables, [search ?? null], cursor);
  const next = hasMore ? String(cursor + rows.length) : null;
  const tables = (await complete(engine.catalogue, rows, ask)).map(({ shown }) => shown);
  return { ok: true, content: { tables, next_cursor: next }, ...(next && { nextCursor: next }) };
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
  const [{ shown, isNear } = { shown: found, isNear: true }] = await complete(engine.catalogue, rows, ask);
  const columns = await ask(engine.catalogue.columns, where);
  const keys = isNear ? await ask(engine.catalogue.keys, where) : { rows: [] };
  return { ok: true, content: { ...shown, columns: columns.rows, ...sortKeys(keys.rows) } };
}

type Listed = { shown: JsonObject; isNear: boolean };

/** With how many rows each has, of those that the server has itself. What makes the others may hold a password. */
async function complete({ opened }: SqlEngine['catalogue'], listed: JsonObject[], ask: Ask): Promise<Listed[]> {
  if (!opened) return listed.map((shown) => ({ shown, isNear: true }));
  const keyOf = ({ schema, name }: JsonObject) => JSON.stringify([schema, name]);
  const near = listed.filter(opened.isNear);
  const nearKeys = new Set(near.map(keyOf));
  const tables = near.filter(({ type }) => type === 'table');
  const { sql, params } = opened.estimates(tables);
  const { rows } = tables.length > 0 ? await ask(sql, params) : { rows: [] };
  const estimates = new Map(rows.map((row) => [keyOf(row), row.row_estimate ?? null]));
  return listed.map(({ engine: _engine, comment = null, ...table }) => {
    const [key, row_estimate] = [keyOf(table), estimates.get(keyOf(table)) ?? null];
    const isNear = nearKeys.has(key);
    return { shown: { ...table, row_estimate, comment: isNear ? comment : null }, isNear };
  });
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
