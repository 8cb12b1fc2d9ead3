import { expect, test } from '@playwright/test';
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

test('no page loads more than 250 kB of compressed script at first', async ({ page }) => {
  for (const path of PAGES) {
    const sizes: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        sizes.push(
          response
            .request()
            .sizes()
            .then((all) => all.responseBodySize),
        );
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    page.removeAllListeners('response');
    expect(total, path).toBeLessThan(250 * 1024);
    await page.context().clearCookies({ name: 'none' });
  }
});
