import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, redactText } from '@/lib/platform/redact';
import { cpuMsOf, expectLinear } from '@/tests/support/cost';

/** What the patterns begin with, repeat and end with: what makes one of them try again and again. */
const PIECES = [
  ...[
    'eyJ',
    'eyJ-',
    'eyJa.',
    'eyJaaaaaaaaaaaa.',
    'a.',
    'a',
    '-',
    '_',
    '.',
    '/',
    '@',
    ':',
    '=',
    '&',
    '?',
    '"',
    "'",
    '\\',
  ],
  ...['\\"', ' ', '\n', 'x://', 'x://y ', '://u:', 'pb_', 'pb_abcd2345_', 'ak_', 'Bearer ', 'Bearer', 'SG.', 'sk-'],
  ...['-----BEGIN ', '-----BEGIN PRIVATE KEY-----', '-----END ', 'PRIVATE KEY', 'token', 'token=', 'password="'],
  ...["password '", "identified by '", 'authorization: ', 'cookie=', 'secret ', 'AKIA', 'AIza', 'ya29.'],
];
const SHORT = 8 * 1024;

const repeated = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const expectLinearIn = (start: string, unit: string) => {
  const search = (length: number) => () => redactText(start + repeated(unit, length));
  expectLinear({ start, unit }, search(SHORT), search(SHORT * 8));
};

test.each(PIECES)('text that repeats %j costs what its length costs', (piece) => {
  for (const start of ['', 'eyJ', 'x://', 'token=']) expectLinearIn(start, piece);
});

test('no mixture of such pieces blocks', () => {
  const unit = fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 5 }).map((pieces) => pieces.join(''));
  fc.assert(fc.property(fc.constantFrom('', 'eyJ', 'x://', 'token='), unit, expectLinearIn), { numRuns: 60 });
});

test.each([
  ['eyJ-', 40_000],
  ['eyJ-', 160_000],
  ['a.', 40_000],
  ['eyJ-', 5_000_000],
])('the text that once blocked the process, %j × %d, takes a moment', (unit, times) => {
  expect(cpuMsOf(() => redactText(`x://y ${unit.repeat(times)}`))).toBeLessThan(100);
});

test('a value is only looked at as far as it can be kept, however wide or deep it is', () => {
  const wide = Array.from({ length: 200_000 }, (_, index) => ({ index, text: 'eyJ-'.repeat(10) }));
  let deep: unknown = 'end';
  for (let level = 0; level < 100_000; level += 1) deep = level % 2 ? [deep] : { deep };
  expect(cpuMsOf(() => redact({ wide, deep }))).toBeLessThan(500);
});
