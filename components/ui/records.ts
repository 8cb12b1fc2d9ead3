import type { Json, JsonObject } from '@/lib/contracts/json';

export type Records = { columns: string[]; rows: JsonObject[] };

const MAX_DEPTH = 3;
const MAX_COLUMNS = 12;

/** The first list of objects in an answer: the answer itself, or the longest one that it wraps. */
export function findRecords(value: Json, depth = 0): Records | null {
  if (Array.isArray(value)) {
    const rows = value.filter(isRecord);
    return rows.length > 0 && rows.length === value.length ? { columns: columnsOf(rows), rows } : null;
  }
  if (!isRecord(value) || depth >= MAX_DEPTH) return null;
  if (isTable(value)) return fromTable(value);
  const inside = Object.values(value).map((inner) => findRecords(inner, depth + 1));
  return inside.reduce((best, found) => ((found?.rows.length ?? 0) > (best?.rows.length ?? 0) ? found : best), null);
}

type Table = { columns: { name: string }[]; rows: Json[][] };

/** What a database answers: its columns once, and rows of nothing but values. */
function isTable({ columns, rows }: JsonObject): boolean {
  return (
    Array.isArray(columns) &&
    Array.isArray(rows) &&
    columns.every((column) => isRecord(column) && typeof column.name === 'string') &&
    rows.every((row) => Array.isArray(row) && row.length === columns.length)
  );
}

function fromTable(table: JsonObject): Records | null {
  const { columns, rows } = table as Table;
  if (rows.length === 0) return null;
  const names = columns.map(({ name }) => name);
  return {
    columns: names.slice(0, MAX_COLUMNS),
    rows: rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null]))),
  };
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every key of any row, in the order they are met, those with plain values first. */
function columnsOf(rows: JsonObject[]): string[] {
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isPlain = (name: string) => rows.every((row) => typeof row[name] !== 'object' || row[name] === null);
  return [...all.filter(isPlain), ...all.filter((name) => !isPlain(name))].slice(0, MAX_COLUMNS);
}
