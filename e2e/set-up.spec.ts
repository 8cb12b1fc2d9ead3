import { expect, test } from 'playwright/test';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { OWNER, OWNER_SESSION } from './support/people';

test('before the product is somebody’s, one click leads into a demo that meets the sandbox only', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter the demo' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/');
  await expect(page.getByText('Demo: a built-in sandbox answers')).toBeVisible();
  const tried = await page.request.post('/api/databases/test', {
    data: { db_type: 'postgres', host: '127.0.0.1', port: 5432, database: 'x', username: 'x', password: 'x' },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(await tried.json()).toMatchObject({ success: false, message: expect.stringContaining('The demo cannot') });
  await page.goto('/settings/providers');
  await expect(page.getByRole('switch', { name: /^Databases/ })).toBeDisabled();
  await expect(page.getByText('The demo cannot use Databases.')).toBeVisible();
  const switched = await page.request.put('/api/admin/providers/database', {
    data: { enabled: true },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(switched.status()).toBe(403);
});

test('the first person to come makes the workspace, owns it, and nobody can do so again', async ({ page, context }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/setup$/);
  await expectNoSeriousViolations(page);

  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByText('This is required.').first()).toBeVisible();

  await page.getByLabel('Workspace').fill(OWNER.workspace);
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);

  await context.setOffline(true);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /server/i })).toBeVisible();
  await context.setOffline(false);
  const { needed } = await (await page.request.get('/api/setup')).json();
  expect(needed).toBe(true);
  await page.getByRole('button', { name: 'Create workspace' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Olga');
  await context.storageState({ path: OWNER_SESSION });

  await page.goto('/setup');
  await expect(page).not.toHaveURL(/\/setup$/);
  const again = await page.request.post('/api/setup', {
    data: { name: 'Eve', email: 'eve@example.com', password: 'another long phrase', workspace_name: 'Mine' },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(again.status()).toBe(409);
});
