import { expect, test } from 'vitest';
import { sandboxPathOf } from '@/server/sandbox-proxy';

test.each([
  ['/sandbox/consent/abc?x=1', '/consent/abc?x=1'],
  ['/sandbox/icons/gmail.svg', '/icons/gmail.svg'],
])('%s reaches the sandbox', (url, path) => {
  expect(sandboxPathOf(url)).toBe(path);
});

test.each([
  '/sandbox',
  '/sandbox/',
  '/sandbox/outbox',
  '/sandbox/admin/faults',
  '/sandbox/consent/../admin/faults',
  '/sandbox/consent/%2e%2e/admin/faults',
  '/sandbox/consent/..\\admin/faults',
  '/sandbox//consent/x',
  '/sandboxed/consent/x',
  '//sandbox/consent/x',
])('%s does not: the sandbox has no lock of its own', (url) => {
  expect(sandboxPathOf(url)).toBeNull();
});
