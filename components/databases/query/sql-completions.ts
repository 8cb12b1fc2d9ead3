import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import type { SchemaColumn, SchemaEntry } from '@/hooks/schema-entries';
import { quoted } from './sql-language';

/** So many tables of a statement are asked for their columns; a longer list would be no help to choose from. */
const MAX_TABLES = 6;

export type SchemaSource = {
  dialect: 'postgres' | 'mysql';
  entries: () => SchemaEntry[];
  columnsOf: (entry: SchemaEntry) => Promise<SchemaColumn[]>;
};

/** Tables, and the columns of those the statement names, read when they are needed. After a dot, what belongs there. */
export function sqlCompletions(source: SchemaSource): CompletionSource {
  return async (context) => {
    const typed = context.matchBefore(/[\w$."`]*/);
    if (!typed || (typed.from === typed.to && !context.explicit)) return null;
    const dot = typed.text.lastIndexOf('.');
    const from = typed.from + dot + 1;
    const options =
      dot < 0 ? await anything(source, context) : await within(source, context, unquoted(typed.text.slice(0, dot)));
    return toResult(from, options);
  };
}

async function anything(source: SchemaSource, context: CompletionContext): Promise<Completion[]> {
  const entries = source.entries();
  const named = tablesIn(context.state.doc.toString(), entries).slice(0, MAX_TABLES);
  const columns = await Promise.all(
    named.map(async (entry) => columnOptions(source, entry, await source.columnsOf(entry))),
  );
  return [...columns.flat(), ...entries.map((entry) => tableOption(source, entry))];
}

/** A schema holds tables; a table, or the name that the statement gives it, holds columns. */
async function within(source: SchemaSource, context: CompletionContext, owner: string): Promise<Completion[]> {
  const entries = source.entries();
  const inSchema = entries.filter(({ group }) => group === owner);
  if (inSchema.length > 0) return inSchema.map((entry) => tableOption(source, entry));
  const name = owner.split('.').at(-1) ?? owner;
  const table = entries.find((entry) => entry.name === name) ?? aliasedIn(context.state.doc.toString(), name, entries);
  return table ? columnOptions(source, table, await source.columnsOf(table)) : [];
}

export function tablesIn(sql: string, entries: SchemaEntry[]): SchemaEntry[] {
  const words = new Set(sql.match(/[\w$]+/g));
  return entries.filter(({ name }) => words.has(name));
}

/** `from orders as o` and `from orders o` both make `o` the orders. */
export function aliasedIn(sql: string, alias: string, entries: SchemaEntry[]): SchemaEntry | undefined {
  if (!/^[\w$]+$/.test(alias)) return undefined;
  const before = sql.matchAll(new RegExp(`([\\w$]+)["\`]?\\s+(?:as\\s+)?${alias.replaceAll('$', '\\$')}\\b`, 'gi'));
  const named = new Set([...before].map(([, name]) => name));
  return entries.find(({ name }) => named.has(name));
}

function tableOption({ dialect }: SchemaSource, { name, type, group, comment }: SchemaEntry): Completion {
  const option: Completion = { label: quoted(name, dialect), type: type === 'table' ? 'class' : 'interface' };
  return { ...option, ...(group && { detail: group }), ...(comment && { info: comment }), boost: 1 };
}

function columnOptions({ dialect }: SchemaSource, table: SchemaEntry, columns: SchemaColumn[]): Completion[] {
  return columns.map(({ name, type, comment }) => ({
    ...{ label: quoted(name, dialect), type: 'property', detail: `${type} · ${table.name}`, boost: 2 },
    ...(comment && { info: comment }),
  }));
}

function unquoted(name: string): string {
  return name.replaceAll(/["`]/g, '');
}

function toResult(from: number, options: Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from, options, validFor: /^[\w$"`]*$/ };
}
