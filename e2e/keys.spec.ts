import { expect, test } from 'playwright/test';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { joinAsMember } from './support/people';

test('a key is shown once, works at once, and is refused as soon as it is revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  await page.goto('/settings/keys');
  await page.getByRole('button', { name: 'Create key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Support bot');
  await dialog.getByRole('radio', { name: 'Acts for any user (backend)' }).check();
  await expect(dialog.getByRole('checkbox', { name: /databases:write/ })).toBeChecked();
  await expectNoSeriousViolations(page);
  await dialog.getByRole('button', { name: 'Create key' }).click();

  await expect(page.getByText('It is not shown again')).toBeVisible();
  // Pressed by habit, it used to throw away the only look at the key.
  await page.keyboard.press('Escape');
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

test('a key of one’s own needs no user, and whoever is no admin makes and sees only such', async ({
  browser,
  page,
  playwright,
  baseURL,
}) => {
  const member = { name: 'Mia Member', email: 'mia-keys@example.com', password: 'a quiet morning walk' };
  const own = await joinAsMember(page, browser, member);

  await own.goto('/settings/keys');
  await expect(own.getByText('No keys yet')).toBeVisible();
  await own.getByRole('button', { name: 'Create key' }).first().click();
  const dialog = own.getByRole('dialog');
  await expect(dialog.getByRole('radio')).toHaveCount(0);
  await expect(dialog.getByRole('checkbox', { name: /^admin/ })).toHaveCount(0);
  await dialog.getByLabel('Name').fill('My laptop');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const key = await own.getByLabel('Key', { exact: true }).inputValue();
  await own.getByRole('button', { name: 'Done' }).click();
  await expect(own.getByText('Acts as Mia Member')).toBeVisible();
  await expectNoSeriousViolations(own);

  const headers = { authorization: `Bearer ${key}` };
  const script = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headers });
  expect((await script.get('/api/tools')).status()).toBe(200);
  expect((await script.get('/api/tools?user_id=somebody')).status()).toBe(403);
  const listed = await script.post('/mcp', {
    data: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
    headers: { accept: 'application/json, text/event-stream' },
  });
  expect(await listed.json()).toMatchObject({ id: 1, result: { tools: [] } });
  await script.dispose();
  await own.context().close();
});

test('what was typed for a key is not lost by Escape, a click beside the window or Cancel without a question', async ({
  page,
}) => {
  await page.goto('/settings/keys');
  const dialog = page.getByRole('dialog');
  const question = page.getByRole('alertdialog');
  const open = async () => {
    await page.getByRole('button', { name: 'Create key' }).first().click();
    await expect(dialog.getByLabel('Name')).toBeFocused();
  };
  await open();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await open();
  await dialog.getByLabel('Name').fill('Half a key');
  await page.keyboard.press('Escape');
  await expect(question).toContainText('Discard what you filled in?');
  const stay = async () => {
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);
  };
  await stay();
  await expect(dialog.getByLabel('Name')).toHaveValue('Half a key');
  // The window takes a moment to hear clicks again after the question over it is gone, and nothing shows when it does.
  await expect(async () => {
    await page.mouse.click(5, 400);
    await expect(question).toBeVisible({ timeout: 1000 });
  }).toPass();
  await stay();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toHaveCount(0);
  await open();
  await expect(dialog.getByLabel('Name')).toHaveValue('');

  // A key that is pressed right behind the last letter: between the two, the page has no more than its microtasks.
  await dialog.getByLabel('Name').evaluate(async (field) => {
    document.execCommand('insertText', false, 'Typed in haste');
    await Promise.resolve();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  });
  await expect(question).toBeVisible();
});
