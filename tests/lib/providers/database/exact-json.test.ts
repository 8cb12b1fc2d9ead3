import { expect, test } from 'vitest';
import { parseExactJson } from '@/lib/providers/database/exact-json';

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
  const text = `[${'{"a": 1, "b": [2, {"c": "x"}]},'.repeat(100_000)} ${'['.repeat(5000)}${']'.repeat(5000)}]`;
  const startedAt = performance.now();
  expect(parseExactJson(text)).toHaveLength(100_001);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
