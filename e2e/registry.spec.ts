import { expect, test } from 'playwright/test';

test('the registry loads and scrolls to its end without anything moving by itself', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/apps');
  const cards = page.locator('li[aria-posinset]');
  await expect(cards.first()).toBeVisible();
  const count = Number(await cards.first().getAttribute('aria-setsize'));
  expect(count).toBeGreaterThan(50);

  await page.mouse.move(640, 500);
  await expect(async () => {
    await page.mouse.wheel(0, 800);
    await expect(page.locator(`li[aria-posinset="${count}"]`)).toBeVisible({ timeout: 50 });
  }).toPass();
  // Only what is near the window is drawn.
  expect(await cards.count()).toBeLessThan(count);
  const shifts: number[] = await page.evaluate('shifts');
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
});

test('a card shows two whole lines of its description, and the whole ring around it when it has the focus', async ({
  page,
}) => {
  await page.goto('/apps');
  const card = page.locator('li[aria-posinset="1"] article');
  await expect(card).toBeVisible();
  const cut = await page
    .locator('li[aria-posinset] article > p')
    .evaluateAll((texts) => texts.filter((text) => text.clientHeight % 20 !== 0).length);
  expect(cut).toBe(0);
  await card.getByRole('link').focus();
  await page.keyboard.press('ArrowRight');
  const ring = await page
    .locator('li[aria-posinset="2"] article')
    .evaluate((next) => getComputedStyle(next).outlineStyle);
  expect(ring).toBe('solid');
});

test('Connect opens its dialog at once where the network is gone, and reads the list of apps no second time', async ({
  page,
  context,
}) => {
  await page.goto('/apps');
  await expect(page.getByRole('button', { name: 'Connect Slack', exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2_000);
  const lists: string[] = [];
  page.on('request', (request) => request.url().includes('connect=') && lists.push(request.url()));
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Connect Slack', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible({ timeout: 1_000 });
  await dialog.getByRole('button', { name: 'Connect Slack' }).click();
  await expect(dialog.getByText('No connection')).toBeVisible();
  expect(lists).toEqual([]);
  await context.setOffline(false);
});

test('a window whose script cannot be fetched says so, and opens at the next press', async ({ page, context }) => {
  await page.goto('/settings/keys');
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2_000);
  await context.setOffline(true);
  const create = page.getByRole('button', { name: 'Create key' }).first();
  await create.click();
  await expect(page.getByText('No connection').first()).toBeVisible();
  await context.setOffline(false);
  await create.click();
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: true })).toBeVisible();
});

test('what came back from a provider is said once, not again at every reload', async ({ page }) => {
  await page.goto('/apps?status=error&appName=Slack&app=slack&reason=cancelled&state=x');
  await expect(page.getByText('was not connected')).toBeVisible();
  await expect(page).toHaveURL(({ search }) => search === '');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('was not connected')).toBeHidden();
});
