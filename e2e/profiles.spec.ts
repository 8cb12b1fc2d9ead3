import { expect, test } from 'playwright/test';
import { allowInPopup, connectApp } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';

test('a profile is renamed, checked, switched off, made default and deleted from the table', async ({ page }) => {
  await connectApp(page, 'pipedream', 'linear_app', 'Team board');
  await page.goto('/profiles?q=team');
  const row = page.getByRole('row', { name: /Team board/ });
  await expect(row).toContainText('Connected');
  await expect(row).toContainText('confirmed');
  await expectNoSeriousViolations(page);

  const act = async (name: string) => {
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await act('Check now');
  await expect(page.getByText('Team board: Connected')).toBeVisible();

  await act('Switch off');
  await expect(page.getByText('“Team board” is switched off')).toBeVisible();
  await expect(row).toContainText('Off');
  await act('Switch on');
  await expect(page.getByText('“Team board” is switched on')).toBeVisible();

  await act('Rename');
  await page.getByRole('dialog').getByLabel('Name').fill('Team tracker');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Team tracker/ })).toBeVisible();

  await act('Delete');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Delete “Team tracker”?');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('“Team tracker” is deleted')).toBeVisible();
  await expect(page.getByRole('row', { name: /Team tracker/ })).toHaveCount(0);
});

test('a profile is disconnected and kept, and what became of the access is told', async ({ page }) => {
  const id = await connectApp(page, 'composio', 'trello', 'Household');
  await page.goto(`/profiles/${id}?tab=settings`);
  const endings = page.getByRole('tabpanel');
  await expect(endings).toContainText('Disconnect or delete');
  await endings.getByRole('button', { name: 'Disconnect' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Disconnect “Household”?');
  await expectNoSeriousViolations(page);
  await question.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('“Household” is disconnected')).toBeVisible();
  await expect(page.getByText('The access to Trello is taken back.')).toBeVisible();
  await expect(page.getByText('This profile was disconnected. Tools and history are kept.')).toBeVisible();
  await expect(endings.getByRole('button', { name: 'Disconnect' })).toHaveCount(0);
  const profile = await (await page.request.get(`/api/profiles/${id}`)).json();
  expect(profile).toMatchObject({ status: 'disconnected', is_connected: false });
  expect(profile.enabled_tools.length).toBeGreaterThan(0);

  await page.goto('/profiles?q=household');
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Disconnect' })).toHaveCount(0);
});

test('a link that asks for a reconnect leads to the button that does it, in place', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'asana', 'Asana');
  await page.goto(`/profiles/${id}?reconnect=1`);
  await allowInPopup(page, () => page.getByRole('button', { name: 'Reconnect Asana' }).click());
  await expect(page).toHaveURL(new RegExp(`/profiles/${id}$`));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const profile = await (await page.request.get(`/api/profiles/${id}`)).json();
  expect(profile.status).toBe('connected');
});

test('filters are in the address, and a reload keeps them', async ({ page }) => {
  await connectApp(page, 'pipedream', 'airtable_oauth', 'Planning base');
  await page.goto('/profiles');
  await page.getByLabel('Search profiles').fill('planning');
  await expect(page).toHaveURL(/q=planning/);
  await page.reload();
  await expect(page.getByLabel('Search profiles')).toHaveValue('planning');
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('a page is called by what it shows', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'airtable_oauth', 'Called by name');
  await page.goto(`/profiles/${id}`);
  await expect(page).toHaveTitle('Called by name · Profiles · Patchbay');
  await page.goto('/apps/pipedream/gmail');
  await expect(page).toHaveTitle('Gmail · Apps · Patchbay');
  await page.goto('/profiles/no-such-profile');
  await expect(page).toHaveTitle('There is nothing here · Patchbay');
});
