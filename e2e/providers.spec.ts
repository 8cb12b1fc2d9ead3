import { expect, test } from 'playwright/test';
import { connectApp } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { joinAsMember } from './support/people';

test('a provider switched off takes its apps away and keeps its profiles; switched on, all is as it was', async ({
  page,
}) => {
  const id = await connectApp(page, 'composio', 'asana', 'Plans');
  await page.goto('/settings/providers');
  const flip = page.getByRole('switch', { name: 'Composio: on or off' });
  await flip.click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Nothing is deleted');
  await expectNoSeriousViolations(page);
  await question.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('Composio is switched off')).toBeVisible();

  await page.goto(`/profiles/${id}`);
  await expect(page.getByText('Switched off', { exact: true })).toBeVisible();
  await expect(page.getByText('An administrator has switched the provider off.')).toBeVisible();
  const { apps } = await (await page.request.get('/api/apps?q=asana')).json();
  expect(apps.filter(({ provider }: { provider: string }) => provider === 'composio')).toEqual([]);
  await page.goto('/apps');
  await page.getByRole('combobox', { name: 'Provider' }).click();
  const option = page.getByRole('option', { name: /Composio/ });
  await expect(option).toContainText('switched off');
  await expect(option).toBeDisabled();

  await page.goto('/settings/providers');
  await flip.click();
  await expect(page.getByText('Composio is switched on')).toBeVisible();
  await page.goto(`/profiles/${id}`);
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
});

test('a catalogue is read anew when an admin asks, and says how far it is', async ({ page }) => {
  await page.goto('/settings/providers');
  const card = page.getByRole('region', { name: 'Pipedream' });
  await card.getByRole('button', { name: 'Read again' }).click();
  await expect(card.getByText(/About to begin|Reading:/)).toBeVisible();
  await expect(card.getByText(/\d+ apps read/)).toBeVisible({ timeout: 45_000 });
});

test('an admin renames the workspace, and decides whether records keep what went in and came out', async ({
  page,
  browser,
}) => {
  await page.goto('/settings/workspace');
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).not.toHaveValue(''); // the page fills it in
  const former = await name.inputValue();
  for (const next of [`${former} and Sons`, former]) {
    await name.fill(next);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(`The workspace is now called ${next}`)).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'You are here' })).toContainText(next);
  }

  const keeps = page.getByRole('switch', { name: 'Keep what goes in and comes out' });
  for (const isKept of [false, true]) {
    await keeps.click();
    await expect(keeps).toBeChecked({ checked: isKept });
    const recording = await (await page.request.get('/api/executions/recording')).json();
    expect(recording).toEqual({ keeps_payloads: isKept });
  }

  const wren = { name: 'Wren Member', email: 'wren@example.com', password: 'neither name nor record' };
  const own = await joinAsMember(page, browser, wren);
  await own.goto('/settings/profile');
  await expect(own.getByRole('link', { name: 'Workspace', exact: true })).toHaveCount(0);
  await own.goto('/settings/workspace');
  await expect(own.getByText('You may not do this')).toBeVisible();
  await own.context().close();
});
