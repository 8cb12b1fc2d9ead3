import { expect, type Page, test } from 'playwright/test';
import { connectShop } from './support/databases';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { joinAsMember } from './support/people';

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
  '/settings/workspace',
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

test('a script that does not load is told as such, and one press loads the page again', async ({ page }) => {
  await page.goto('/settings/keys');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.route('**/*.js', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Outbox' }).click();
  await expect(page.getByText('This page did not load')).toBeVisible();
  await expect(page.getByText('It has been logged.')).toHaveCount(0);
  await page.unroute('**/*.js');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Outbox');
});

test('a name of one long word makes no page and no window wider', async ({ page, browser }) => {
  const word = 'W'.repeat(90);
  const own = await joinAsMember(page, browser, { name: word, email: 'long@example.com', password: 'of many letters' });
  const id = await connectShop(own, word);
  for (const width of [375, 1440]) {
    await own.setViewportSize({ width, height: 700 });
    for (const path of [`/profiles/${id}`, '/settings/members', '/profiles']) {
      await own.goto(path);
      await expect(own.getByText(word).first()).toBeVisible();
      const overflow = await own.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await own.goto('/settings/keys');
  await own.getByRole('button', { name: 'Create key' }).first().click();
  const dialog = own.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(word);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const title = dialog.getByRole('heading', { name: word });
  await expect(title).toBeVisible();
  expect(await title.evaluate((heading) => heading.scrollWidth - heading.clientWidth)).toBeLessThanOrEqual(0);
  await own.context().close();
});
