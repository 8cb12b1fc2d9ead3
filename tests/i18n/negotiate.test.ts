import { expect, test } from 'vitest';
import { negotiateLocale } from '@/i18n/negotiate';

test('what the person chose wins over what the browser asks for', () => {
  expect(negotiateLocale('es', 'en-GB,en;q=0.9')).toBe('es');
});

test.each([
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['fr-FR, en;q=0.4, es;q=0.7', 'es'],
  ['es;q=0, en', 'en'],
  ['de-DE,de', 'en'],
  ['', 'en'],
])('someone whose browser asks for "%s" reads %s', (header, locale) => {
  expect(negotiateLocale(undefined, header)).toBe(locale);
});

test('a cookie that names no language of ours is as good as none', () => {
  expect(negotiateLocale('xx', 'es')).toBe('es');
});
