import { expect, test } from 'vitest';
import * as health from '@/app/api/health/route';
import { findMounted } from '@/server/mounted';

test('a mounted path is answered by the very function that Next serves', () => {
  expect(findMounted('GET', '/api/health')?.handler).toBe(health.GET);
});

test.each([
  ['another path', 'GET', '/api/healthy'],
  ['a deeper path', 'GET', '/api/health/ready/now'],
  ['a method without a handler', 'DELETE', '/api/health'],
  ['a name every object has', 'GET', 'constructor'],
])('%s is left to Next', (_what, method, path) => {
  expect(findMounted(method, path)).toBeNull();
});
