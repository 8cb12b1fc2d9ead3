import { expect, type Page, test } from 'playwright/test';
import { connectShop } from './support/databases';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { findShop } from './support/shop';

async function write(page: Page, query: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Query' }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(query);
}

async function expectNoOverflow(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

test('a database is connected with a form: what is wrong is told at its field, and a try shows who answers', async ({
  page,
}) => {
  const shop = findShop();
  await page.goto('/apps?q=postgresql');
  await page.getByRole('button', { name: /^Connect.*PostgreSQL/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Shop');
  await dialog.getByRole('button', { name: 'Connect PostgreSQL' }).click();
  await expect(dialog.getByLabel('Host')).toBeFocused();
  await expect(dialog.getByText('This is required.')).toHaveCount(4);
  await expectNoSeriousViolations(page);

  await dialog.getByLabel('Host').fill(shop.host);
  await dialog.getByLabel('Port').fill(String(shop.port));
  await dialog.getByLabel('Database').fill(shop.database);
  await dialog.getByLabel('User').fill(shop.username);
  const password = dialog.getByLabel('Password', { exact: true });
  await password.fill('not this one');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription('The server does not accept this user name and password.');

  await password.fill(shop.password);
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialog.getByText(/Connected to PostgreSQL \d+.*Answered in \d+/)).toBeVisible();
  await dialog.getByText('Certificate, writes and limits').click();
  await expectNoSeriousViolations(page);
  await dialog.getByRole('button', { name: 'Connect PostgreSQL' }).click();
  await expect(dialog.getByText('Shop is connected')).toBeVisible();
  await dialog.getByRole('link', { name: 'Open database' }).click();
  await expect(page).toHaveURL(/\/profiles\/[\w-]+\?tab=data/);
  await expect(page.getByRole('button', { name: 'Look into orders' })).toBeVisible();
});

test('the schema is browsed, and a query is completed from it, run, explained and paged', async ({ page }) => {
  const id = await connectShop(page, 'Shop to read');
  await page.goto(`/profiles/${id}?tab=data`);
  await page.getByRole('button', { name: /^orders/ }).click();
  await expect(page.getByRole('button', { name: 'Insert customer_id' })).toContainText('bigint');
  await page.getByLabel('Search the schema').fill('cust');
  await expect(page.getByRole('button', { name: 'Look into orders' })).toBeHidden();
  await page.getByLabel('Search the schema').fill('');

  await write(page, 'select o.id, o.total, c.name from orders o join customers c on c.id = o.cust');
  await page.keyboard.press('Control+Space');
  await expect(page.getByRole('option', { name: /customer_id/ })).toBeVisible();
  await expectNoSeriousViolations(page);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(' where o.total >= :least order by o.id');
  await page.getByLabel('least', { exact: true }).fill('3');
  await page.getByLabel('least', { exact: true }).press('Tab');
  await page.getByRole('textbox', { name: 'Query' }).press('ControlOrMeta+Enter');

  const rows = page.getByRole('table', { name: 'Rows' });
  await expect(page.getByText('1,000 rows so far')).toBeVisible();
  await expect(rows.getByRole('columnheader', { name: 'total numeric' })).toBeVisible();
  await expect(rows.getByText('NULL').first()).toBeVisible();
  await expectNoSeriousViolations(page);
  await page.getByRole('button', { name: 'More rows' }).click();
  await expect(page.getByText('2,000 rows so far')).toBeVisible();
  await rows.getByRole('row').nth(1).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Row 1' }).getByText('Customer 4')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText(/Scan orders/)).toBeVisible();

  await write(page, 'select *\nform orders');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert').getByText(/syntax error at or near "form"/)).toBeVisible();
  await page.getByRole('button', { name: 'Go to line 2' }).click();
  await expect(page.getByRole('textbox', { name: 'Query' })).toBeFocused();

  await write(page, 'delete from orders');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText(/read/i);

  await page.getByRole('button', { name: 'History' }).click();
  await page
    .getByRole('button', { name: /o\.total >= :p1/ })
    .first()
    .click();
  await expect(page.getByLabel('p1', { exact: true })).toHaveValue('3');
});

test('a long query is cancelled from the page', async ({ page }) => {
  const id = await connectShop(page, 'Shop to wait for');
  await page.goto(`/profiles/${id}?tab=data`);
  await write(page, 'select count(*) from orders a, orders b, orders c');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled, here and on the server.')).toBeVisible();
});

test('a query becomes a tool, is run as one, changed and deleted again', async ({ page }) => {
  const id = await connectShop(page, 'Shop for tools');
  await page.goto(`/profiles/${id}?tab=data`);
  await write(page, 'select count(*) as orders from orders where customer_id = :customer');
  await page.getByLabel('Type of customer').selectOption('integer');
  await page.getByRole('button', { name: 'Save as a tool' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('orders_of_customer');
  await dialog.getByLabel('Description', { exact: true }).fill('How many orders a customer has made.');
  await dialog.getByLabel('Description of customer').fill('The id of the customer.');
  await expectNoSeriousViolations(page);
  await dialog.getByRole('button', { name: 'Save as a tool' }).click();
  await expect(page.getByRole('button', { name: 'Save orders_of_customer' })).toBeVisible();

  await page.getByRole('button', { name: 'Saved queries' }).click();
  await expectNoSeriousViolations(page);
  await page.getByRole('link', { name: 'Try it: orders_of_customer' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByLabel('customer', { exact: true }).fill('7');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.getByText('Succeeded')).toBeVisible();
  await expect(panel.getByText('50').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('switch', { name: /orders_of_customer/i })).toBeChecked();

  await page.goto(`/profiles/${id}?tab=data&view=saved`);
  await page.getByRole('button', { name: 'Change orders_of_customer' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('order_count');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Delete order_count' }).click();
  await page
    .getByRole('alertdialog', { name: 'Delete “order_count”?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page.getByText('No saved queries')).toBeVisible();
  const { tools } = await (await page.request.get(`/api/profiles/${id}/tools`)).json();
  expect(tools.map(({ name }: { name: string }) => name).join()).not.toMatch(/ORDER/);
});

test('settings are edited without the secret being shown, and writes are a destructive tool that waits', async ({
  page,
}) => {
  const id = await connectShop(page, 'Shop to change');
  await page.goto(`/profiles/${id}?tab=settings`);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(page.getByText('Leave empty to keep it.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Shop, changed');
  await page.getByText('Certificate, writes and limits').click();
  await page.getByLabel('Allow writes').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Shop, changed');
  await expectNoSeriousViolations(page);

  await page.getByRole('tab', { name: 'Tools' }).click();
  const tool = page.getByRole('listitem').filter({ hasText: 'Write' });
  await expect(tool.getByText('Destructive')).toBeVisible();
  await expect(tool.getByRole('switch')).not.toBeChecked();
});

for (const tab of ['data', 'settings']) {
  test(`the ${tab} of a database on a phone, in the dark: accessible, nothing runs out of the window`, async ({
    page,
  }) => {
    const id = await connectShop(page, `Shop on a phone: ${tab}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`/profiles/${id}?tab=${tab}`);
    await expect(page.getByRole('button', { name: /^(Run|Save)$/ })).toBeVisible();
    await expectNoSeriousViolations(page);
    await expectNoOverflow(page);
  });
}

test('what is written in the editor and in the settings is still there after a look at another tab, and the query after a reload', async ({
  page,
}) => {
  const id = await connectShop(page, 'Shop to come back to');
  await page.goto(`/profiles/${id}?tab=data`);
  await write(page, 'select 42 as answer');
  await page.getByRole('tab', { name: 'Tools' }).click();
  await expect(page.getByRole('textbox', { name: 'Query' })).toBeHidden();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('textbox', { name: 'Query' })).toHaveText('select 42 as answer');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Query' })).toHaveText('select 42 as answer');

  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Host').fill('db.example.com');
  await page.getByRole('tab', { name: 'Tools' }).click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByLabel('Host')).toHaveValue('db.example.com');
});

test('leaving the form asks before it loses what was filled in', async ({ page }) => {
  await page.goto('/apps?connect=database/postgres');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Host')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.goto('/apps?connect=database/postgres');
  // As fast as fingers are: a form hears of a letter a moment after it was typed.
  await dialog.getByLabel('Host').pressSequentially('db.example.com', { delay: 20 });
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Discard what you filled in?');
  // The question takes a moment to hear the keyboard, and nothing shows when it does.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden({ timeout: 1000 });
  }).toPass();
  await expect(dialog.getByLabel('Host')).toHaveValue('db.example.com');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toBeHidden();
});
