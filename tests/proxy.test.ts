import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { config, proxy } from '@/proxy';

const page = (path = '/profiles?app=gmail') => proxy(new NextRequest(`http://127.0.0.1:3000${path}`));
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

test('scripts run with the nonce of this page alone', () => {
  const [one, other] = [policyOf(page()), policyOf(page())];

  expect(one).toMatch(/script-src 'nonce-[\w+/=]{32,}' 'strict-dynamic'(;|$)/);
  expect(one).not.toBe(other);
  expect(one).not.toMatch(/script-src[^;]*unsafe/);
});

test('nobody can put a page into a frame, or send its forms elsewhere', () => {
  expect(policyOf(page())).toContain("frame-ancestors 'none'");
  expect(policyOf(page())).toContain("form-action 'self'");
  expect(policyOf(page())).toContain("base-uri 'none'");
});

test('the renderer is told the same nonce, and where it is', () => {
  const response = page();

  expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policyOf(response));
  expect(response.headers.get('x-middleware-request-x-pathname')).toBe('/profiles?app=gmail');
});

test('a popup of ours can still tell its opener', () => {
  expect(page().headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
  expect(page().headers.get('x-content-type-options')).toBe('nosniff');
});

test.each(['/connect/abc', '/connect/abc/open', '/connect/callback?state=x', '/connect/done?state=x'])(
  '%s does not cut the popup it runs in from the page that opened it',
  (path) => {
    expect(page(path).headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
  },
);

test.each([
  '/',
  '/profiles/1',
  '/apis',
  '/docs/api',
  '/sign-in',
  '/connect/abc',
  '/profiles/x.png',
  '/settings/keys.svg',
])('%s is a page', (url) => {
  expect(doesMatch({ config, url })).toBe(true);
});

test.each(['/api/tools', '/api', '/mcp', '/mcp/sales', '/sandbox/consent', '/_next/static/x.js'])(
  '%s does not pay for what only pages need',
  (url) => {
    expect(doesMatch({ config, url })).toBe(false);
  },
);
