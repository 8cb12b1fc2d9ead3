import { expect, test } from 'vitest';
import { safeNext } from '@/components/auth/safe-next';

test('sign-in goes back to where the person was', () => {
  expect(safeNext('/profiles/1?tab=tools#x')).toBe('/profiles/1?tab=tools#x');
});

test.each([
  undefined,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/.//evil.example/',
  '/..//evil.example/',
  '/x/..//evil.example/',
  '/./\\evil.example',
  '/%2e//evil.example/',
  '/\n/evil.example',
  '/.\t//evil.example',
])('sign-in never leads to %j', (next) => {
  expect(safeNext(next)).toBe('/');
});
