import { expect, test } from 'playwright/test';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { joinAsMember, OWNER } from './support/people';

test('an invited person joins by link, cannot reach what admins can, and is gone when removed', async ({
  page,
  browser,
}) => {
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue();

  const theirs = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const joining = await theirs.newPage();
  const mia = { name: 'Mia Member', email: `mia-${Date.now()}@example.com`, password: 'seven green bottles' };
  await joining.goto(link);
  await expect(joining.getByText('Acme')).toBeVisible();
  await joining.getByLabel('Your name').fill(mia.name);
  await joining.getByLabel('E-mail').fill(mia.email);
  await joining.getByLabel('Password', { exact: true }).fill(mia.password);
  await joining.getByRole('button', { name: 'Create account and join' }).click();
  await expect(joining).toHaveURL((url) => url.pathname === '/');
  expect((await joining.request.get('/api/admin/accounts')).status()).toBe(403);
  await joining.goto('/settings/providers');
  await expect(joining.getByText('You may not do this')).toBeVisible();
  await expect(joining.getByRole('button', { name: 'Try again' })).toHaveCount(0);

  const late = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const second = await late.newPage();
  await second.goto(link);
  await expect(second.getByRole('button', { name: 'Create account and join' })).toHaveCount(0);
  await late.close();

  await page.reload();
  // Other journeys may have left somebody of the same name: the e-mail says who is meant.
  await page
    .getByRole('listitem')
    .filter({ hasText: mia.email })
    .getByRole('button', { name: `Remove ${mia.name}` })
    .click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(`${mia.name} was removed`)).toBeVisible();
  await joining.goto('/');
  await expect(joining).toHaveURL(/\/sign-in/);
  await joining.getByLabel('E-mail').fill(mia.email);
  await joining.getByLabel('Password', { exact: true }).fill(mia.password);
  await joining.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(joining.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
  await theirs.close();
});

test('the last owner can neither leave nor become less', async ({ page, baseURL }) => {
  const { user } = await (await page.request.get('/api/session')).json();
  const headers = { origin: baseURL ?? '' };
  const demoted = await page.request.patch(`/api/members/${user.id}`, { data: { role: 'member' }, headers });
  expect(demoted.status()).toBe(409);
  expect((await page.request.delete(`/api/members/${user.id}`, { headers })).status()).toBe(409);
});

test('who takes an admin’s rights is told of the keys that outlive them, and revokes them with the same press', async ({
  page,
  browser,
  baseURL,
}) => {
  const rosa = { name: 'Rosa Admin', email: `rosa-${Date.now()}@example.com`, password: 'nine yellow kettles' };
  const theirs = await joinAsMember(page, browser, rosa);
  const headers = { origin: baseURL ?? '' };
  const { members } = await (await page.request.get('/api/members')).json();
  const { user_id: id } = members.find(({ email }: { email: string }) => email === rosa.email);
  await page.request.patch(`/api/members/${id}`, { data: { role: 'admin' }, headers });
  const draft = { name: 'Nightly export', scopes: ['tools:read'], acts_as: 'any_user' };
  let key = '';
  // What became of their role takes a moment to be heard of.
  await expect(async () => {
    const made = await theirs.request.post('/api/keys', { data: draft, headers });
    expect(made.ok()).toBe(true);
    key = (await made.json()).key;
  }).toPass();

  await page.goto('/settings/keys');
  await expect(page.getByRole('row').filter({ hasText: 'Nightly export' })).toContainText('made by Rosa Admin');
  await page.goto('/settings/members');
  const row = page.getByRole('listitem').filter({ hasText: rosa.email });
  const dialog = page.getByRole('alertdialog');
  await row.getByRole('combobox').selectOption('member');
  await expect(dialog).toContainText('A key for any user, made by Rosa Admin, goes on working: Nightly export.');
  await expectNoSeriousViolations(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row.getByRole('combobox')).toHaveValue('admin');

  await row.getByRole('button', { name: 'Remove Rosa Admin' }).click();
  await dialog.getByRole('checkbox', { name: 'Revoke it too' }).check();
  const removals: string[] = [];
  page.on('request', (request) => request.method() === 'DELETE' && removals.push(request.url()));
  await dialog.getByRole('button', { name: 'Remove' }).dblclick();
  await expect(page.getByText('Rosa Admin was removed')).toBeVisible();
  expect(removals).toHaveLength(1);
  const answer = await page.request.get('/api/tools', { headers: { 'x-api-key': key, cookie: '' } });
  expect(answer.status()).toBe(401);
  await theirs.context().close();
});

test('who gives up a role of their own is asked about themselves', async ({ page }) => {
  await page.goto('/settings/members');
  await page.getByRole('combobox', { name: `Role of ${OWNER.name}` }).selectOption({ label: 'Member' });
  const question = page.getByRole('alertdialog', { name: 'Give up your role?' });
  await expect(question).toContainText('You keep your own profiles');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('combobox', { name: `Role of ${OWNER.name}` })).toHaveValue('owner');
});
