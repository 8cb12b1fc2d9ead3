import { expect, type Page, test } from 'playwright/test';
import { expectNoSeriousViolations } from './support/no-serious-violations';

const PAGES = [
  '/',
  '/apps',
  '/apps/pipedream/gmail',
  '/profiles',
  '/outbox',
  '/settings/profile',
  '/settings/keys',
  '/settings/connect',
  '/activity',
  '/settings/providers',
  '/settings/members',
  '/docs/api',
  '/docs/api/gateway',
  '/no-such-page',
];
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const path of PAGES) {
  for (const [name, size] of Object.entries(SIZES)) {
    test(`${path} on a ${name}: accessible, complete, nothing runs out of the window`, async ({ page }) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on(
        'console',
        (line) => line.type() === 'error' && !line.text().includes('404') && problems.push(line.text()),
      );
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(size);
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoSeriousViolations(page);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
    });
  }
}

const LIMIT_BYTES = 250_000;

for (const path of PAGES) {
  test(`${path} needs less than 250 kB of compressed script at its first load`, async ({ page }) => {
    // A program that asks for an address that is not there gets JSON; a browser gets the page.
    const html = await (await page.request.get(path, { headers: { accept: 'text/html' } })).text();
    const tags = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/nomodule/i.test(tag));
    const sources = new Set(tags.flatMap((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? []));
    expect(sources.size).toBeGreaterThan(0);
    const sizes = await Promise.all([...sources].map((source) => compressedSize(page, source)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LIMIT_BYTES);
  });
}

async function compressedSize(page: Page, source: string): Promise<number> {
  const headers = (await page.request.get(source)).headers();
  expect(headers['content-encoding']).toBe('br');
  return Number(headers['content-length']);
}
