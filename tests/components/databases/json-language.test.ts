import { expect, test } from 'vitest';
import { mongoLanguage, redisLanguage } from '@/components/databases/query/json-language';

const FIND = '{"collection": "orders", "filter": {"total": {"$gt": {"$parameter": "least"}}}}';

test('parameters are found in JSON, and each gets its value as a value', () => {
  expect(mongoLanguage.parametersIn(FIND)).toEqual(['least']);
  expect(mongoLanguage.toInput({ text: FIND, values: { least: 5 } })).toEqual({
    collection: 'orders',
    filter: { total: { $gt: 5 } },
  });
});

test('JSON that is still being typed has no parameters, and cannot be run', () => {
  expect(mongoLanguage.parametersIn('{"collection": ')).toEqual([]);
  expect(() => mongoLanguage.toInput({ text: '{"collection": ', values: {} })).toThrow(SyntaxError);
  expect(() => mongoLanguage.toInput({ text: '[1]', values: {} })).toThrow(SyntaxError);
});

test('a first look at a key reads it by what it holds', () => {
  const entry = { id: 'user:*', group: null, name: 'user:*', rows: 3, comment: null, wanted: { key: 'user:17' } };

  expect(JSON.parse(redisLanguage.starter({ ...entry, type: 'hash' }))).toEqual({
    command: 'HGETALL',
    args: ['user:17'],
  });
  expect(JSON.parse(redisLanguage.starter({ ...entry, type: 'list' }))).toEqual({
    command: 'LRANGE',
    args: ['user:17', '0', '99'],
  });
});

test('what is written out reads as it was', () => {
  const input = { command: 'SET', args: ['a "b" [c]', 'd,\n  e'] };

  expect(redisLanguage.toInput(redisLanguage.fromInput(input))).toEqual(input);
});
