import { expect, test } from 'vitest';
import { parametersIn, toNamed, toPositional } from '@/components/databases/query/named-parameters';

test('parameters are found where a value goes, and nowhere else', () => {
  const sql = `select ':no', "a:b", \`c:d\`, x::text, $tag$ :no $tag$ -- :no
    /* :no */ from t where a = :first and b > :second or a < :first`;

  expect(parametersIn(sql)).toEqual(['first', 'second']);
});

test('PostgreSQL gets a number for each name, and the same one twice', () => {
  expect(toPositional('select :a::int, :b, :a', { a: 1, b: 'x' }, true)).toEqual({
    query: 'select $1::int, $2, $1',
    params: [1, 'x'],
  });
});

test('MySQL gets a mark for each place, and the value as often', () => {
  expect(toPositional('select :a, :b, :a', { a: 1, b: 'x' }, false)).toEqual({
    query: 'select ?, ?, ?',
    params: [1, 'x', 1],
  });
});

test('a value that was not given is nothing', () => {
  expect(toPositional('select :a', {}, true).params).toEqual([null]);
});

test('what was asked before can be asked again by name, with its values', () => {
  expect(toNamed(`select $2, '$1', $1`, [5, 'x'])).toEqual({
    text: `select :p2, '$1', :p1`,
    values: { p1: 5, p2: 'x' },
  });
  expect(toNamed(`select ?, '?' where a = ?`, [5, 6])).toEqual({
    text: `select :p1, '?' where a = :p2`,
    values: { p1: 5, p2: 6 },
  });
});
