import { expect, test } from '@playwright/test';
import { expectNoSeriousViolations } from './support/no-serious-violations';

test('a key is shown once, works at once, and is refused as soon as it is revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'Create key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Support bot');
  await dialog.getByRole('checkbox', { name: /tools:read/ }).check();
  await expectNoSeriousViolations(page);
  await dialog.getByRole('button', { name: 'Create key' }).click();

  await expect(page.getByText('It is not shown again')).toBeVisible();
  const key = await page.getByLabel('Key', { exact: true }).inputValue();
  expect(key).toMatch(/^pb_[a-z0-9]{8}_[\w-]{43}$/);
  await page.getByRole('button', { name: 'Done' }).click();

  const backend = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { 'x-api-key': key } });
  expect((await backend.get('/api/keys')).status()).toBe(403);

  await page.reload();
  await expect(page.getByText('Support bot')).toBeVisible();
  await expect(page.getByText(key)).toHaveCount(0);

  await page.getByRole('button', { name: 'Revoke Support bot' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('“Support bot” is revoked')).toBeVisible();
  expect((await backend.get('/api/keys')).status()).toBe(401);
  await backend.dispose();
});
