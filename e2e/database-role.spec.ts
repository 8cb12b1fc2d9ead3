import { expect, type Locator, type Page, test } from 'playwright/test';
import { connectShop } from './support/databases';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { findShopAsOwner } from './support/shop';

/** The form of a new database, filled in as whoever set the server up. */
async function fillInAsOwner(page: Page, name: string): Promise<Locator> {
  const { host, port, database, username, password } = findShopAsOwner();
  await page.goto('/apps?q=postgresql');
  await page.getByRole('button', { name: /^Connect.*PostgreSQL/ }).click();
  const dialog = page.getByRole('dialog');
  const fields = { Name: name, Host: host, Port: String(port), Database: database, User: username };
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  return dialog;
}

async function connectAsOwner(page: Page, name: string): Promise<string> {
  await page.goto('/profiles');
  const headers = { origin: new URL(page.url()).origin };
  const data = { db_type: 'postgres', name, ...findShopAsOwner(), accept_dangerous_role: true };
  const { db_id } = await (await page.request.post('/api/databases/connect', { data, headers })).json();
  const { profile_id } = await (await page.request.get(`/api/databases/${db_id}`)).json();
  return profile_id;
}

const WARNING = 'This user can do far more than read';

test('a superuser is told in red; one press puts a role that only reads in its place, which connects', async ({
  page,
}) => {
  const dialog = await fillInAsOwner(page, 'Shop with a role');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  const warning = dialog.getByRole('alert').filter({ hasText: WARNING });
  await expect(warning).toContainText('Superuser: everything on this server');
  const connect = dialog.getByRole('button', { name: 'Connect PostgreSQL' });
  await expect(connect).toBeDisabled();
  await warning.getByLabel(/^I know/).check();
  await expect(connect).toBeEnabled();
  await expectNoSeriousViolations(page);

  await warning.getByRole('button', { name: 'Create a read-only user' }).click();
  await expect(dialog.getByText('As far as the server tells, this user only reads.')).toBeVisible();
  await expect(warning).toBeHidden();
  await expect(dialog.getByLabel('User', { exact: true })).toHaveValue(/^patchbay_reader_[0-9a-f]{10}$/);
  await expect(dialog.getByLabel('Password', { exact: true })).not.toHaveValue(findShopAsOwner().password);
  await connect.click();
  await dialog.getByRole('link', { name: 'Open database' }).click();
  await expect(page.getByRole('button', { name: 'Look into orders' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Query' }).click();
  await page.keyboard.insertText('select current_user as who');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('table', { name: 'Rows' })).toContainText(/patchbay_reader_[0-9a-f]{10}/);
  await expect(page.getByText(WARNING)).toBeHidden();
});

test('who connects at once is asked, and an edit of the form takes the acceptance back', async ({ page }) => {
  const dialog = await fillInAsOwner(page, 'Shop of the owner');
  const connect = dialog.getByRole('button', { name: 'Connect PostgreSQL' });
  await connect.click();
  const acceptance = dialog.getByLabel(/^I know/);
  await acceptance.check();
  await dialog.getByLabel('Name', { exact: true }).fill('Shop of the owner, accepted');
  await expect(acceptance).toBeHidden();
  await connect.click();
  await acceptance.check();
  await connect.click();
  await expect(dialog.getByText('Shop of the owner, accepted is connected')).toBeVisible();
});

test('a connection string with a dangerous user becomes fields with the new one', async ({ page }) => {
  const { host, port, database, username, password } = findShopAsOwner();
  await page.goto('/apps?q=postgresql');
  await page.getByRole('button', { name: /^Connect.*PostgreSQL/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Connection string', { exact: true }).click();
  await dialog
    .getByLabel('Connection string', { exact: true })
    .last()
    .fill(`postgresql://${username}:${encodeURIComponent(password)}@${host}:${port}/${database}`);
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByRole('button', { name: 'Create a read-only user' }).click();
  await expect(dialog.getByText('As far as the server tells, this user only reads.')).toBeVisible();
  await expect(dialog.getByLabel('Host')).toHaveValue(host);
  await expect(dialog.getByLabel('User', { exact: true })).toHaveValue(/^patchbay_reader_/);
});

test('a connection as a dangerous user says so on its page until another takes its place', async ({ page }) => {
  const id = await connectAsOwner(page, 'Shop to mend');
  await page.goto(`/profiles/${id}`);
  const warning = page.getByRole('alert').filter({ hasText: WARNING });
  await expect(warning).toContainText('Superuser');
  await expectNoSeriousViolations(page);
  await warning.getByRole('link', { name: 'Review in Settings' }).click();
  await page.getByRole('button', { name: 'Create a read-only user' }).click();
  await expect(page.getByLabel('User', { exact: true })).toHaveValue(/^patchbay_reader_/);
  await expect(page.getByText('As far as the server tells, this user only reads.')).toBeVisible();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('button', { name: 'Look into orders' })).toBeVisible();
  await expect(warning).toBeHidden();
});

test('allowing writes to a dangerous user asks once more, though reading was accepted', async ({ page }) => {
  const id = await connectAsOwner(page, 'Shop to write');
  await page.goto(`/profiles/${id}?tab=settings`);
  await page.getByText('Certificate, writes and limits').click();
  await page.getByLabel('Allow writes').check();
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  const acceptance = page.getByLabel(/^I know/);
  await expect(acceptance).toBeVisible();
  await expect(save).toBeDisabled();
  await expectNoSeriousViolations(page);
  await acceptance.check();
  await save.click();
  await expect(page.getByText('Saved: Shop to write')).toBeVisible();
  await page.reload();
  await page.getByText('Certificate, writes and limits').click();
  await expect(page.getByLabel('Allow writes')).toBeChecked();
});

test('the warning on a phone, in the dark: accessible, nothing runs out of the window', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dialog = await fillInAsOwner(page, 'Shop on a phone');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByText('Or run the SQL yourself').click();
  await expect(dialog.getByText(/grant pg_read_all_data to/)).toBeVisible();
  await expectNoSeriousViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test('what is known of the saved user is not said of another that is typed, nor are its calls shown as made by that one', async ({
  page,
}) => {
  const id = await connectShop(page, 'Shop of two users');
  await page.goto(`/profiles/${id}?tab=data`);
  await page.getByRole('button', { name: 'Look into orders' }).click();
  await expect(page.getByRole('table', { name: 'Rows' })).toBeVisible();
  const calls = page.getByRole('table').filter({ hasText: 'DB_QUERY' });
  await page.goto(`/profiles/${id}?tab=activity`);
  await expect(calls).toContainText('reader@');

  await page.getByRole('tab', { name: 'Settings' }).click();
  const known = page.getByText('As far as the server tells, this user only reads.');
  await expect(known).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Shop of two users, renamed');
  await expect(known).toBeVisible();
  const { username, password } = findShopAsOwner();
  await page.getByLabel('User', { exact: true }).fill(username);
  await expect(known).toBeHidden();

  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel(/^I know/).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`${username}@`).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect(calls).toContainText('DB_QUERY');
  await expect(calls).not.toContainText(`${username}@`);
});

test('what a test says leaves the fields within reach on a phone and at twice the size', async ({ page }) => {
  const dialog = await fillInAsOwner(page, 'Shop on a small screen');
  for (const size of [
    { width: 375, height: 667 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(size);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await expect(dialog.getByText('Connected to PostgreSQL')).toBeInViewport();
    await dialog.getByLabel('User', { exact: true }).scrollIntoViewIfNeeded();
    await expect(dialog.getByLabel('User', { exact: true })).toBeInViewport({ ratio: 1 });
    await expect(dialog.getByRole('button', { name: 'Connect PostgreSQL' })).toBeInViewport({ ratio: 1 });
  }
});
