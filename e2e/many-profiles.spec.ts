import { expect, test } from 'playwright/test';
import { connectApp, disconnectApp, runTool } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';

const MANY = 120;
const USED = 'Zebra mailbox';

/** The one that is connected and used is the oldest; more than a page of others came after it. */
test.describe('more profiles than one page holds', () => {
  let usedId: string;

  test.beforeAll(async ({ browser }) => {
    const page = await browser.newPage();
    await disconnectApp(page, 'gmail');
    usedId = await connectApp(page, 'pipedream', 'gmail', USED);
    await runTool(page, usedId, 'gmail-list-labels', {});
    const headers = { origin: new URL(page.url()).origin };
    for (let number = 1; number <= MANY; number += 1) {
      const [app_slug, name] = number % 2 ? ['slack', 'Channel'] : ['gmail', 'Mail'];
      const data = { provider: 'pipedream', app_slug, profile_name: `${name} ${number}` };
      expect((await page.request.post('/api/profiles', { data, headers })).status()).toBe(201);
    }
    await page.close();
  });

  test.afterAll(async ({ browser }) => {
    const page = await browser.newPage();
    for (const slug of ['gmail', 'slack']) {
      for (let left = 1; left > 0; ) {
        await disconnectApp(page, slug);
        const { profiles } = await (await page.request.get(`/api/profiles?app_slug=${slug}`)).json();
        left = profiles.length;
      }
    }
    await page.close();
  });

  test('the table is sorted over all of them, and the order stands in the address', async ({ page }) => {
    await page.goto('/profiles');
    const firstRow = page.getByRole('row').nth(1);
    await expect(firstRow).toContainText(/^Channel 1(?!\d)/);
    const header = (name: string) => page.getByRole('columnheader', { name });
    await expect(header('Profile')).toHaveAttribute('aria-sort', 'ascending');

    await header('Last used').getByRole('button').click();
    await expect(header('Last used')).toHaveAttribute('aria-sort', 'descending');
    await expect(firstRow).toContainText(USED);
    await expect(page).toHaveURL(/sort=last_used&order=desc/);

    await header('Profile').getByRole('button').click();
    await expect(firstRow).toContainText(/^Channel 1(?!\d)/);
    await header('Profile').getByRole('button').click();
    await expect(firstRow).toContainText(USED);
    await page.reload();
    await expect(header('Profile')).toHaveAttribute('aria-sort', 'descending');
    await expect(firstRow).toContainText(USED);
    await expectNoSeriousViolations(page);
  });

  test('connecting counts and offers all of the app, the one that works first', async ({ page }) => {
    await page.goto('/apps?connect=pipedream/gmail');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(`You already have ${MANY / 2 + 1} profiles of this app.`)).toBeVisible();
    const choices = dialog.getByRole('radio');
    await expect(choices).toHaveCount(MANY / 2 + 1);
    await expect(choices.first()).toHaveAccessibleName(USED);
    await expect(choices.first()).toBeChecked();
    await expect(dialog.getByRole('button', { name: 'Reconnect this one' })).toBeVisible();
    await choices.nth(1).click();
    await expect(dialog.getByRole('button', { name: 'Connect this one' })).toBeVisible();
    await expectNoSeriousViolations(page);
  });

  test('the app’s page begins with the default that works; one that never was is to be connected', async ({ page }) => {
    await page.goto('/apps/pipedream/gmail');
    const mine = page.getByRole('region', { name: 'Your profiles' }).getByRole('article');
    await expect(mine.first()).toContainText(USED);
    await expect(mine.first()).toContainText('Default');
    await expect(mine.nth(1).getByRole('button', { name: /^Connect Mail/ })).toBeVisible();
    await expect(mine.getByRole('button', { name: /^Reconnect/ })).toHaveCount(0);
  });

  test('Activity finds any profile to filter by, and names the one of a call', async ({ page }) => {
    await page.goto('/activity');
    await page.getByRole('button', { name: 'Profile: Any profile' }).click();
    await page.getByRole('searchbox', { name: 'Search profiles' }).fill('zebra');
    await page.getByRole('dialog').getByRole('button', { name: USED }).click();
    await expect(page).toHaveURL(new RegExp(`profile=${usedId}`));
    await expect(page.getByRole('button', { name: `Profile: ${USED}` })).toBeVisible();
    const row = page.getByRole('row', { name: /gmail-list-labels/ }).first();
    await expect(row).toContainText(USED);
    await row.click();
    await expect(page.getByRole('dialog').getByRole('link', { name: USED })).toBeVisible();
    await expectNoSeriousViolations(page);
  });
});
