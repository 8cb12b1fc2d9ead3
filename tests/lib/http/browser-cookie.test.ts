import { expect, test } from 'vitest';
import { keepBrowser, readBrowser } from '@/lib/http/browser-cookie';
import { sign } from '@/lib/platform/seal/token';

const withCookie = (cookie = '') => new Request('http://127.0.0.1:3000/connect/x', { headers: { cookie } });

test('a browser keeps one mark, which scripts cannot read and other sites’ requests do not carry', () => {
  const { browser, setCookie } = keepBrowser(withCookie());
  expect(setCookie).toMatch(/; HttpOnly; SameSite=Lax/);
  const again = withCookie(`other=1; ${setCookie.split(';')[0]}`);
  expect(readBrowser(again)).toBe(browser);
  expect(keepBrowser(again).browser).toBe(browser);
  expect(keepBrowser(withCookie()).browser).not.toBe(browser);
});

test('a mark that somebody made up, or signed for something else, is none', () => {
  const { browser, setCookie } = keepBrowser(withCookie());
  const [, signature = ''] = setCookie.split(';')[0]?.split('.') ?? [];
  for (const value of ['victim', 'victim.', `victim.${signature}`, `${browser}.${sign('connect-webhook', browser)}`]) {
    expect(readBrowser(withCookie(`patchbay_browser=${value}`))).toBeNull();
  }
});
