import { expect, test } from 'playwright/test';
import { connectApp } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { OWNER_SESSION } from './support/people';

test('tools are switched one by one and many at once, and what the page shows is what the server holds', async ({
  page,
}) => {
  const id = await connectApp(page, 'composio', 'hubspot', 'CRM');
  const enabled = async (): Promise<string[]> => {
    const { tools } = await (await page.request.get(`/api/profiles/${id}/tools?enabled=true`)).json();
    return tools.map(({ name }: { name: string }) => name);
  };
  await page.goto(`/profiles/${id}`);
  const first = page.getByRole('switch').first();
  const wasOn = await first.isChecked();
  const before = (await enabled()).length;
  await first.click();
  await expect(first).toBeChecked({ checked: !wasOn });
  await expect.poll(async () => (await enabled()).length).toBe(before + (wasOn ? -1 : 1));

  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  const toolbar = page.getByRole('toolbar', { name: 'Selected tools' });
  await toolbar.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText(/^0 of \d+ on$/)).toBeVisible();
  await expect.poll(enabled).toEqual([]);

  await page.getByRole('button', { name: /Switch on all read-only/ }).click();
  await expect.poll(async () => (await enabled()).length).toBeGreaterThan(0);
  const { tools } = await (await page.request.get(`/api/profiles/${id}/tools?read_only=true`)).json();
  expect((await enabled()).sort()).toEqual(tools.map(({ name }: { name: string }) => name).sort());
});

test('without a network a switch goes back to what the server holds, and says why', async ({ page, context }) => {
  const id = await connectApp(page, 'composio', 'slack', 'Offline');
  await page.goto(`/profiles/${id}`);
  const first = page.getByRole('switch').first();
  const wasOn = await first.isChecked();
  await context.setOffline(true);
  await first.click();
  await expect(page.getByText('No connection').first()).toBeVisible();
  await expect(first).toBeChecked({ checked: wasOn });
  await context.setOffline(false);
  await first.click();
  await expect(first).toBeChecked({ checked: !wasOn });
  await page.reload();
  await expect(page.getByRole('switch').first()).toBeChecked({ checked: !wasOn });
});

test('the first press of a page that has lost its network says so', async ({ page, browser }) => {
  const id = await connectApp(page, 'composio', 'slack', 'Offline at once');
  // A browser of its own, which has nothing of the page in its cache yet.
  const context = await browser.newContext({ storageState: OWNER_SESSION });
  const fresh = await context.newPage();
  await fresh.goto(`/profiles/${id}`);
  const first = fresh.getByRole('switch').first();
  await expect(first).toBeVisible();
  await fresh.waitForLoadState('networkidle');
  await fresh.waitForTimeout(2_000);
  await context.setOffline(true);
  await first.click();
  await expect(fresh.getByText('No connection').first()).toBeVisible();
  await context.close();
});

test('on a phone nothing runs out of its card, and what destroys is told', async ({ page }) => {
  const id = await connectApp(page, 'composio', 'gmail', 'Mail in a pocket');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/profiles/${id}`);
  await expect(page.getByText('Destructive').first()).toBeVisible();
  const search = await page.getByRole('searchbox', { name: 'Search tools' }).boundingBox();
  expect((search?.x ?? 0) + (search?.width ?? 390)).toBeLessThan(390 - 16);
});

test('tools are found by words and by kind, and open to what they take', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail of tools');
  await page.goto(`/profiles/${id}`);
  await page.getByLabel('Search tools').fill('send');
  await expect(page).toHaveURL(/q=send/);
  const names = page.getByRole('heading', { level: 2 });
  await expect(names.first()).toContainText(/send/i);
  await page
    .getByRole('button', { name: /^May destroy|^Read-only/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^All/ }).click();

  await names.first().getByRole('button').click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('What it takes')).toBeVisible();
  await expect(sheet.getByText('required').first()).toBeVisible();
  await expectNoSeriousViolations(page);
  await expect(page).toHaveURL(/tool=/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/tool=/);
  await expect(names.first().getByRole('button')).toBeFocused();
});

test('the arrow keys walk the switches', async ({ page }) => {
  const id = await connectApp(page, 'composio', 'notion', 'Notes');
  await page.goto(`/profiles/${id}`);
  await page.getByRole('switch').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('switch').nth(1)).toBeFocused();
});
