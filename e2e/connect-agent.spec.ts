import { expect, test } from 'playwright/test';
import { connectApp } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';

test('from nothing to an agent that lists its tools: a key made in place, a check, configuration that works as pasted', async ({
  page,
}) => {
  await connectApp(page, 'pipedream', 'gmail', 'Mail of agents');
  await page.goto('/settings/connect');
  const check = page.getByRole('button', { name: 'Check it' });
  await expect(check).toBeDisabled();
  await page.getByLabel('Name', { exact: true }).fill('Pasted agent');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('It is not shown again')).toBeVisible();

  await check.click();
  await expect(page.getByText(/It works: \d+ tools/)).toBeVisible();
  await expectNoSeriousViolations(page);

  await page.getByRole('button', { name: 'Cursor' }).click();
  const pasted = await page.getByRole('figure').locator('code').textContent();
  const { url, headers } = JSON.parse(pasted ?? '').mcpServers.patchbay;
  expect(Object.keys(headers)).toEqual(['Authorization']);
  const listed = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });
  expect(await listed.text()).toContain('gmail_send_email');

  await page.getByRole('switch', { name: 'Search instead of a list' }).click();
  await check.click();
  await expect(page.getByText('It works: 3 tools')).toBeVisible();
});

test('a key that is wrong is told as wrong', async ({ page }) => {
  await page.goto('/settings/connect');
  await page.getByLabel('Key in use below').fill('pb_00000000_not-a-key');
  await page.getByRole('button', { name: 'Check it' }).click();
  const told = page.getByRole('alert').filter({ hasText: 'key' });
  await expect(told).toBeVisible();
  await page.getByLabel('Key in use below').fill('pb_11111111_another');
  await expect(told).toHaveCount(0);
});

test('a double click makes one key', async ({ page }) => {
  await page.goto('/settings/connect');
  await page.getByLabel('Name', { exact: true }).fill('Pressed twice');
  await page.getByRole('button', { name: 'Create key' }).dblclick();
  await expect(page.getByText('It is not shown again')).toBeVisible();
  const { keys } = await (await page.request.get('/api/keys')).json();
  expect(keys.filter(({ name }: { name: string }) => name === 'Pressed twice')).toHaveLength(1);
});
