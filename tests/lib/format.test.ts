import { expect, test } from 'vitest';
import { formatDuration, formatNumber, formatPercent, formatRelative } from '@/lib/format';

const now = Date.parse('2027-01-31T12:00:00Z');

test.each([
  ['2027-01-31T11:59:40Z', 'en', 'now'],
  ['2027-01-31T11:57:00Z', 'en', '3 minutes ago'],
  ['2027-01-31T10:00:00Z', 'es', 'hace 2 horas'],
  ['2027-02-02T12:00:00Z', 'en', 'in 2 days'],
  ['2027-01-30T12:00:00Z', 'es', 'ayer'],
  ['2026-01-31T12:00:00Z', 'en', '1 year ago'],
])('%s is told in "%s" as "%s"', (at, locale, words) => {
  expect(formatRelative(at, now, locale)).toBe(words);
});

test('numbers follow the reader’s language', () => {
  expect(formatNumber(1234567.5, 'en')).toBe('1,234,567.5');
  expect(formatNumber(1234567.5, 'es')).toBe('1.234.567,5');
});

test('almost all is not shown as all', () => {
  expect(formatPercent(0.996, 'en')).toBe('99.6%');
  expect(formatPercent(1, 'en')).toBe('100%');
  expect(formatPercent(0.42, 'en')).toBe('42%');
});

test('short times are in milliseconds, longer ones in seconds', () => {
  expect(formatDuration(412.4, 'en')).toBe('412 ms');
  expect(formatDuration(2500, 'es')).toBe('2,5 s');
});
