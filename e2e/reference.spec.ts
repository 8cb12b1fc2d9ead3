import { expect, test } from 'playwright/test';

test('what was searched for stays in the list while one result after another is read', async ({ page }) => {
  await page.goto('/docs/api');
  const list = page.getByRole('navigation', { name: 'Endpoints' });
  await list.getByRole('searchbox').fill('execute');
  await list.getByRole('link', { name: /\/tools\/execute$/ }).click();
  await expect(page).toHaveURL('/docs/api/tools#postToolsExecute');
  await expect(page.getByRole('heading', { level: 1, name: 'Tools' })).toBeVisible();
  await expect(page.locator('#postToolsExecute-title')).toBeInViewport();
  await expect(list.getByRole('searchbox')).toHaveValue('execute');
  await expect(list.getByRole('link', { name: 'Tools', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('from one section to the next and back, and nowhere where no section is', async ({ page }) => {
  await page.goto('/docs/api/gateway');
  const neighbours = page.getByRole('navigation', { name: 'Other sections' });
  const next = neighbours.getByRole('link').last();
  const name = (await next.textContent()) ?? '';
  await next.click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Gateway' })).toBeVisible();
  const missing = await page.goto('/docs/api/no-such-section');
  expect(missing?.status()).toBe(404);
});
