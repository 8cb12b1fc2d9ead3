import { expect, test } from '@playwright/test';

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
