import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, redactText } from '@/lib/platform/redact';

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

const msOf = (work: () => unknown) => {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const startedAt = performance.now();
    work();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best;
};

const repeated = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Eight times the text may cost eight times as much, not sixty-four; what is under two milliseconds is noise. */
const expectLinear = (start: string, unit: string) => {
  const short = msOf(() => redactText(start + repeated(unit, SHORT)));
  const long = msOf(() => redactText(start + repeated(unit, SHORT * 8)));
  expect(long, JSON.stringify({ start, unit, short, long })).toBeLessThan(Math.max(short, 2) * 24);
};

test.each(PIECES)('text that repeats %j costs what its length costs', (piece) => {
  for (const start of ['', 'eyJ', 'x://', 'token=']) expectLinear(start, piece);
});

test('no mixture of such pieces blocks', () => {
  const unit = fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 5 }).map((pieces) => pieces.join(''));
  fc.assert(fc.property(fc.constantFrom('', 'eyJ', 'x://', 'token='), unit, expectLinear), { numRuns: 150 });
});

test.each([
  ['eyJ-', 40_000],
  ['eyJ-', 160_000],
  ['a.', 40_000],
  ['eyJ-', 5_000_000],
])('the text that once blocked the process, %j × %d, takes a moment', (unit, times) => {
  expect(msOf(() => redactText(`x://y ${unit.repeat(times)}`))).toBeLessThan(100);
});

test('a value is only looked at as far as it can be kept, however wide or deep it is', () => {
  const wide = Array.from({ length: 1_000_000 }, (_, index) => ({ index, text: 'eyJ-'.repeat(10) }));
  let deep: unknown = 'end';
  for (let level = 0; level < 100_000; level += 1) deep = level % 2 ? [deep] : { deep };
  expect(msOf(() => redact({ wide, deep }))).toBeLessThan(500);
});
