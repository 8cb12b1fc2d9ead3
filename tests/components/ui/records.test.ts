import { expect, test } from 'vitest';
import { findRecords } from '@/components/ui/records';

test('a list of objects is a table, also inside what wraps it; the longest one counts', () => {
  expect(findRecords([{ id: 1 }, { id: 2, name: 'b' }])).toMatchObject({ columns: ['id', 'name'] });
  expect(findRecords({ page: { items: [{ id: 1 }, { id: 2 }], labels: [{ x: 1 }] } })?.rows).toHaveLength(2);
});

test('columns with plain values come before those that hold more', () => {
  expect(findRecords([{ tags: ['a'], id: 1 }])?.columns).toEqual(['id', 'tags']);
});

test('what a database answers is its rows under its columns, not a list of the columns', () => {
  const columns = [
    { name: 'orders', type: 'bigint' },
    { name: 'since', type: 'date' },
  ];
  expect(findRecords({ columns, rows: [['50', null]] })).toEqual({
    columns: ['orders', 'since'],
    rows: [{ orders: '50', since: null }],
  });
  expect(findRecords({ columns, rows: [] })).toBeNull();
});

test.each([[], [1, 2], [{ id: 1 }, 'loose'], { id: 1 }, 'text', null])('%j is no table', (value) => {
  expect(findRecords(value)).toBeNull();
});
