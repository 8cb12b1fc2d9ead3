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
