import { expect, test } from 'vitest';
import { wordsOf } from '@/components/databases/query/command-line';
import { redisLanguage } from '@/components/databases/query/json-language';

test.each([
  ['GET key', ['GET', 'key']],
  ['  HGETALL   user:1 ', ['HGETALL', 'user:1']],
  ['SET key "two words" EX 5', ['SET', 'key', 'two words', 'EX', '5']],
  [String.raw`SET key "a \"quoted\" line\n"`, ['SET', 'key', 'a "quoted" line\n']],
  [String.raw`SET key 'as it \n stands'`, ['SET', 'key', String.raw`as it \n stands`]],
  ['SET key ""', ['SET', 'key', '']],
])('%s is read as its words', (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});

test.each(['GET "open', "GET 'open", 'GET "a"b', 'GET a"b"'])('%s is no command', (line) => {
  expect(() => wordsOf(line)).toThrow(SyntaxError);
});

test('a command may be typed or written as JSON, and is kept as JSON', () => {
  const input = { command: 'LRANGE', args: ['jobs', '0', '9'] };
  expect(redisLanguage.toInput({ text: 'LRANGE jobs 0 9', values: {} })).toEqual(input);
  expect(redisLanguage.toInput({ text: JSON.stringify(input), values: {} })).toEqual(input);
  expect(redisLanguage.toStatement('LRANGE jobs 0 9')).toEqual(input);
  expect(() => redisLanguage.toInput({ text: '  ', values: {} })).toThrow(SyntaxError);
});
