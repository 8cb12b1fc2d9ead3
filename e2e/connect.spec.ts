import { expect, type Page, test } from 'playwright/test';
import { allowInPopup, connectApp, disconnectApp, openProviderPage, setFault } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';

test.describe.configure({ mode: 'serial' });

/** Faults stand until they are lifted, also when a journey fails before it does that. */
let lift = async () => {};
test.afterEach(async () => {
  await lift();
  lift = async () => {};
});

/** Next keeps an alert of its own, which is empty, on every page. */
const alertOn = (page: Page) => page.getByRole('alert').filter({ hasText: /./ });

for (const provider of ['Composio', 'Pipedream']) {
  test(`a newcomer has a working Gmail tool in three presses, through ${provider}`, async ({ page }) => {
    await disconnectApp(page, 'gmail');
    await page.goto('/apps?q=gmail');
    await page.getByRole('button', { name: 'Connect Gmail' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: provider }).check();
    await expectNoSeriousViolations(page);
    await allowInPopup(page, () => dialog.getByRole('button', { name: 'Connect Gmail' }).click());
    await dialog.getByRole('link', { name: 'Choose tools' }).click();

    await expect(page.getByRole('switch', { name: /^Send/ }).first()).toBeVisible();
    await expect(page.getByText('Connected', { exact: true })).toBeVisible();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { tools } = await (await page.request.get(`/api/profiles/${id}/tools?enabled=true&read_only=true`)).json();
    expect(tools.length).toBeGreaterThan(0);
  });
}

test('while somebody signs in at a provider whose pages send whatever opener policy, the page just waits', async ({
  context,
}) => {
  const policies = [
    { policy: null, app: 'Notion', slug: 'notion' },
    { policy: 'same-origin', app: 'Dropbox', slug: 'dropbox' },
    { policy: 'same-origin-allow-popups', app: 'Discord', slug: 'discord' },
  ];
  const waiting = [];
  // Each in an app of its own, so that one wait is enough for all of them.
  for (const { policy, app, slug } of policies) {
    const page = await context.newPage();
    await disconnectApp(page, slug);
    await page.goto(`/apps?connect=pipedream/${slug}`);
    const dialog = page.getByRole('dialog');
    const button = dialog.getByRole('button', { name: `Connect ${app}` });
    waiting.push({ app, page, dialog, popup: await openProviderPage(page, () => button.click(), policy) });
  }
  await waiting[0]?.page.waitForTimeout(12_000);

  for (const { app, dialog, popup } of waiting) {
    await expect(dialog.getByText('Waiting for you in the other window')).toBeVisible();
    await expect(dialog).not.toContainText(/closed|not finished/i);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await expect(dialog.getByText(`${app} is connected`)).toBeVisible();
    // It closes by itself; where the browser does not let it, it says that it can be closed.
    const closable = popup.getByText('You can close this window.');
    await expect.poll(async () => popup.isClosed() || (await closable.isVisible().catch(() => true))).toBe(true);
  }
});

test('a window closed before the person agreed ends nothing: it can be opened again', async ({ page }) => {
  await disconnectApp(page, 'notion');
  await page.goto('/apps?connect=pipedream/notion');
  const dialog = page.getByRole('dialog');
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Connect Notion' }).click(),
  ]);
  await popup.getByRole('button', { name: 'Allow' }).waitFor();
  await popup.close();
  await allowInPopup(page, () => dialog.getByRole('button', { name: 'Open the window again' }).click());
});

test('a window closed after the person agreed, on its way back, still leads to the connection', async ({ page }) => {
  await disconnectApp(page, 'notion');
  await page.goto('/apps?connect=pipedream/notion');
  const dialog = page.getByRole('dialog');
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Connect Notion' }).click(),
  ]);
  await popup.route('**/connect/callback**', () => popup.close());
  await popup.getByRole('button', { name: 'Allow' }).click();
  await expect(dialog.getByText('Notion is connected')).toBeVisible({ timeout: 20_000 });
});

test('what was not allowed is told as that, with a way to try again', async ({ page }) => {
  await page.goto('/apps?connect=pipedream/trello');
  const dialog = page.getByRole('dialog');
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Connect Trello' }).click(),
  ]);
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('alert')).toContainText('You did not allow access');
  await expectNoSeriousViolations(page);
  await allowInPopup(page, () => dialog.getByRole('button', { name: 'Try again' }).click());
});

test('connecting that cannot start says why in both windows, and either of them can try again', async ({ page }) => {
  await disconnectApp(page, 'notion');
  lift = await setFault(page, { provider: 'pipedream', status: 503 });
  await page.goto('/apps?connect=pipedream/notion');
  const dialog = page.getByRole('dialog');
  const press = () => dialog.getByRole('button', { name: 'Connect Notion' }).click();
  const [popup] = await Promise.all([page.waitForEvent('popup'), press()]);
  await expect(alertOn(popup)).toContainText('The provider does not answer at the moment');
  await expect(dialog.getByRole('alert')).toContainText('The provider does not answer at the moment');
  await expectNoSeriousViolations(page);

  const again = () => dialog.getByRole('button', { name: 'Try again' }).click();
  const [second] = await Promise.all([page.waitForEvent('popup'), again()]);
  expect(popup.isClosed()).toBe(true);
  await expect(alertOn(second)).toBeVisible();
  await lift();
  // As soon as the page has taken the failure out of its address.
  await expect(second).not.toHaveURL(/failure/);
  await second.reload();
  await second.getByRole('button', { name: 'Allow' }).waitFor();
  await expect(dialog.getByText('Waiting for you in the other window')).toBeVisible();
  await second.getByRole('button', { name: 'Allow' }).click();
  await expect(dialog.getByText('Notion is connected')).toBeVisible();
});

test('where windows are blocked and connecting cannot start, the way back says why', async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await disconnectApp(page, 'notion');
  lift = await setFault(page, { provider: 'pipedream', status: 503 });
  await page.goto('/apps?connect=pipedream/notion');
  await page.getByRole('dialog').getByRole('button', { name: 'Connect Notion' }).click();
  await expect(alertOn(page)).toContainText('The provider does not answer at the moment');
  await lift();
  await page.getByRole('link', { name: 'Go back without connecting' }).click();
  // Which the page takes out of its address as soon as it has read it.
  await expect(page.getByText('Notion was not connected')).toBeVisible();
  await expect(page).toHaveURL(/\/apps$/);
  await expect(page.getByText('The provider does not answer at the moment')).toBeVisible();
});

test('where windows are blocked, the whole page goes and comes back', async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await page.goto('/apps?connect=composio/slack');
  await page.getByRole('dialog').getByRole('button', { name: 'Connect Slack' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page).toHaveURL(/\/apps\?/);
  await expect(page.getByText('Slack is connected')).toBeVisible();

  const back = page.url();
  await disconnectApp(page, 'slack');
  await page.goto(back);
  await expect(page.getByRole('button', { name: 'Connect Slack' })).toBeVisible();
  await expect(page.getByText('Slack is connected')).toHaveCount(0);
});

test('connecting a second time asks which is meant; reconnecting keeps the profile, adding makes another', async ({
  page,
}) => {
  const first = await connectApp(page, 'composio', 'github', 'GitHub one');
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  await page.goto('/apps?connect=composio/github');
  const dialog = page.getByRole('dialog');
  await allowInPopup(page, () => dialog.getByRole('button', { name: 'Reconnect this one' }).click());
  await expect(dialog.getByRole('link', { name: 'Choose tools' })).toHaveAttribute('href', `/profiles/${first}`);

  await page.goto('/apps?connect=composio/github');
  await dialog.getByRole('button', { name: 'Add another profile' }).click();
  await expect(dialog.getByLabel('Name of the profile')).toHaveValue('GitHub');
  await allowInPopup(page, () => dialog.getByRole('button', { name: 'Connect GitHub' }).click(), 'Sam Rivera');
  const { profiles } = await (await page.request.get('/api/profiles?app_slug=github')).json();
  expect(profiles).toHaveLength(2);
});
