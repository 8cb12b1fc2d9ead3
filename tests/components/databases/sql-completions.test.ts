import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { sqlCompletions } from '@/components/databases/query/sql-completions';
import type { SchemaColumn, SchemaEntry } from '@/hooks/schema-entries';

const table = (group: string, name: string): SchemaEntry => ({
  ...{ id: `${group}.${name}`, group, name, type: 'table', rows: null, comment: null },
  wanted: { table: name, schema: group },
});
const ENTRIES = [table('public', 'orders'), table('public', 'Customers'), table('audit', 'events')];
const COLUMNS: Record<string, string[]> = { orders: ['id', 'total'], Customers: ['email'], events: ['what'] };

async function complete(text: string): Promise<string[]> {
  const source = sqlCompletions({
    dialect: 'postgres',
    entries: () => ENTRIES,
    columnsOf: async ({ name }) =>
      (COLUMNS[name] ?? []).map(
        (column): SchemaColumn => ({
          name: column,
          type: 'text',
          key: null,
          note: null,
          comment: null,
          isNullable: true,
        }),
      ),
  });
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  const result = await source(new CompletionContext(state, at, true));
  return result?.options.map(({ label }) => label) ?? [];
}

test('tables are offered, quoted where they have to be, with the columns of those the statement names', async () => {
  expect(await complete('select | from orders')).toEqual(['id', 'total', 'orders', '"Customers"', 'events']);
});

test('after a dot comes what belongs to the table, its other name or the schema', async () => {
  expect(await complete('select orders.| from orders')).toEqual(['id', 'total']);
  expect(await complete('select o.| from orders o')).toEqual(['id', 'total']);
  expect(await complete('select c.| from "Customers" as c')).toEqual(['email']);
  expect(await complete('select * from audit.|')).toEqual(['events']);
  expect(await complete('select x.| from orders o')).toEqual([]);
});
