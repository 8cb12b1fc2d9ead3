import { expect, test } from 'playwright/test';
import { connectApp } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';

test('a mail sent by hand arrives, shows its result and timing, and is on record', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail to try');
  const subject = `Tried ${Date.now()}`;
  await page.goto(`/profiles/${id}?tool=gmail-send-email&panel=try`);
  const panel = page.getByRole('dialog');

  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.getByText('This is required.')).toHaveCount(3);
  await expectNoSeriousViolations(page);

  await panel.getByLabel('To', { exact: true }).fill('ada@example.com');
  await panel.getByLabel('Subject').fill(subject);
  await panel.getByLabel('Body').fill('Sent by hand.');
  await panel.getByText('3 more fields').click();
  await panel.getByRole('button', { name: 'Add to Cc' }).click();
  await panel.getByLabel('Cc 1', { exact: true }).fill('bob@example.com');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();

  await expect(panel.getByText('Succeeded')).toBeVisible();
  await expect(panel.getByText('1 attempt')).toBeVisible();
  await expectNoSeriousViolations(page);
  const { entries } = await (await page.request.get('/api/outbox?app=gmail')).json();
  expect(JSON.stringify(entries)).toContain(subject);

  await panel.getByRole('link', { name: 'See the record' }).click();
  await expect(page).toHaveURL(/\/activity\?call=/);
  const record = page.getByRole('dialog');
  await expect(record.getByText(subject).first()).toBeVisible();
  await expect(record.getByText('bob@example.com').first()).toBeVisible();
  await expectNoSeriousViolations(page);
});

test('the input can be written as JSON, a mistake stops it, and a failure of the tool is told in its words', async ({
  page,
}) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail as JSON');
  await page.goto(`/profiles/${id}?tool=gmail-get-email&panel=try`);
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'JSON', exact: true }).first().click();
  const input = panel.getByRole('textbox', { name: 'Input as JSON' });
  await input.fill('{ "messageId": ');
  await expect(panel.getByText('This is not JSON yet')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();

  const { tools } = await (await page.request.get(`/api/profiles/${id}/tools?q=get-email`)).json();
  const [name] = tools.find((tool: { name: string }) => tool.name === 'gmail-get-email').input_schema.required;
  await input.fill(JSON.stringify({ [name]: 'no-such-message' }));
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.getByText('The tool ran and failed')).toBeVisible();
});

test('a tool that destroys asks once, and one that is off runs for nobody', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail to delete');
  await page.goto(`/profiles/${id}?tool=gmail-delete-email&panel=try`);
  const panel = page.getByRole('dialog');
  await expect(panel.getByText('so nobody can run it')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await panel.getByRole('button', { name: 'Switch on' }).click();

  await panel.getByRole('textbox').first().fill('18c1f0a2b3d40001');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  const question = page.getByRole('alertdialog', { name: 'Run “Delete Email”?' });
  await question.getByRole('button', { name: 'Run' }).click();
  await expect(panel.getByText('Succeeded')).toBeVisible();
});

test('the palette finds a tool and opens it ready to be run', async ({ page }) => {
  await connectApp(page, 'composio', 'linear', 'Issues to find');
  await page.goto('/');
  const words = page.getByRole('combobox');
  // Keys pressed before the page is listening are lost.
  await expect(async () => {
    if (!(await words.isVisible())) await page.keyboard.press('Control+k');
    await expect(words).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await words.fill('linear');
  await page
    .getByRole('option', { name: /Issues to find/ })
    .first()
    .click();
  await expect(page).toHaveURL(/panel=try/);
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('a first run without a network says so, and runs when it is back', async ({ page, context }) => {
  const id = await connectApp(page, 'composio', 'slack', 'Tried offline');
  const { tools } = await (await page.request.get(`/api/profiles/${id}/tools?read_only=true`)).json();
  const free = tools.find(
    ({ input_schema }: { input_schema: { required?: string[] } }) => !input_schema.required?.length,
  );
  await page.goto(`/profiles/${id}?tool=${free.name}&panel=try`);
  const panel = page.getByRole('dialog');
  const run = panel.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeVisible();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await run.click();
  await expect(panel.getByText('No connection')).toBeVisible();
  await context.setOffline(false);
  await run.click();
  await expect(panel.getByText('Succeeded')).toBeVisible();
});

test('a double click on Run runs once and cancels nothing', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail pressed twice');
  await page.goto(`/profiles/${id}?tool=gmail-find-email&panel=try`);
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Run', exact: true }).dblclick();
  await expect(panel.getByText('Succeeded')).toBeVisible();
  const { executions } = await (await page.request.get(`/api/executions?profile_id=${id}`)).json();
  expect(executions).toHaveLength(1);
});
