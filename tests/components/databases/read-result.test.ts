import { expect, test } from 'vitest';
import { toCsv, toRecords } from '@/components/databases/result/export-rows';
import { nextCursorOf, readRows, readValue } from '@/components/databases/result/read-result';
import type { Json } from '@/lib/contracts/json';
import type { ToolCallAnswer } from '@/lib/contracts/tool-call';

const answer = (result: Json, next?: string): ToolCallAnswer => ({
  ...{ success: true, result, execution_id: 'e', duration_ms: 1 },
  ...(next !== undefined && { next_cursor: next }),
});
const columns = [{ name: 'n', type: 'integer' }];

test('pages of SQL become one list, those that were cut off an answer included', () => {
  const pages = [answer({ columns, rows: [[1]] }, 'r1'), answer([[2]]), answer({ columns, rows: [[3]] })];

  expect(readRows(pages)?.rows).toEqual([[1], [2], [3]]);
});

test('after the last part that was cut off, the database’s own next page follows', () => {
  const first = answer({ columns, rows: [[1]], next_cursor: '2' }, 'r1');

  expect(nextCursorOf([first])).toBe('r1');
  expect(nextCursorOf([first, answer([[2]])])).toBe('2');
  expect(nextCursorOf([answer({ columns, rows: [[1]], next_cursor: null })])).toBeNull();
});

test('documents have a column for every field that any of them has, and what is absent is not null', () => {
  const rows = readRows([answer({ documents: [{ a: 1 }, { a: null, b: 2 }] })]);

  expect(rows?.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(rows?.rows).toEqual([
    [1, undefined],
    [null, 2],
  ]);
});

test('a map of Redis is a list of fields, and a single reply is a value', () => {
  expect(readRows([answer({ reply: { name: 'Ada', age: '36' } })])?.rows).toEqual([
    ['name', 'Ada'],
    ['age', '36'],
  ]);
  expect(readRows([answer({ reply: 'PONG' })])).toBeNull();
  expect(readValue(answer({ reply: 'PONG' }))).toBe('PONG');
});

test('CSV keeps a spreadsheet from running what a cell holds, and numbers as they are', () => {
  const rows = {
    columns: [{ id: '0', name: 'a', type: null }],
    rows: [['=1+1'], ['-12.50'], ['say "hi", ok'], [null]],
  };

  expect(toCsv(rows)).toBe('a\r\n\'=1+1\r\n-12.50\r\n"say ""hi"", ok"\r\n\r\n');
});

test('columns of the same name stay apart as records', () => {
  const twice = ['0', '1'].map((id) => ({ id, name: 'id', type: 'bigint' }));

  expect(toRecords({ columns: twice, rows: [['1', '2']] })).toEqual([{ id: '1', id_2: '2' }]);
});
