import { expect, test } from 'vitest';
import { parseExactJson } from '@/lib/providers/database/exact-json';
import { expectLinear } from '@/tests/support/cost';

test.each([
  '{"a": 1, "a": 2}',
  '[{"a": {"b": 1, "c": 2, "b": 3}}]',
  '{"a": 1, "\\u0061": 2}',
  '{"a": [{"a": 1}], "b": {"a": 2}, "a": {}}',
  '{"": 1, "": 2}',
  '{"__proto__": 1, "__proto__": 2}',
  '{"big": 12345678901234567890, "big": 1}',
])('an object with a key twice comes as its text, for nothing else keeps both values: %s', (text) => {
  expect(parseExactJson(text)).toBe(text);
});

test.each([
  '{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}',
  '{"a": "a", "b": "a", "c": ["a", "a", "c"]}',
  '{"{": "\\"a\\": 1", "}": "\\"a\\": 2", "a\\\\": ",", "[": []}',
  '[]',
  '"a"',
  'null',
  '{}',
])('all else comes as a value: %s', (text) => {
  expect(parseExactJson(text)).toEqual(JSON.parse(text));
});

test('looking for keys costs time in proportion to the text', () => {
  const ofSize = (objects: number) =>
    `[${'{"a": 1, "b": [2, {"c": "x"}]},'.repeat(objects)} ${'['.repeat(objects / 4)}${']'.repeat(objects / 4)}]`;
  const [short, eightTimes] = [ofSize(2_500), ofSize(20_000)];
  expectLinear(
    'keys',
    () => expect(parseExactJson(short)).toHaveLength(2_501),
    () => expect(parseExactJson(eightTimes)).toHaveLength(20_001),
  );
});
