import { expect, test } from 'playwright/test';
import { joinAsMember, signIn } from './support/people';

test('theme and language are kept with the person, and there from the first paint in another browser', async ({
  page,
  browser,
}) => {
  // Somebody of their own: other journeys read the owner's pages meanwhile, in English.
  const theo = { name: 'Theo Themes', email: 'theo@example.com', password: 'six silent evenings' };
  const own = await joinAsMember(page, browser, theo);
  await own.goto('/settings/profile');
  await own.getByRole('radio', { name: 'Dark' }).click();
  await expect(own.locator('html')).toHaveAttribute('data-theme', 'dark');
  await own.getByRole('radio', { name: 'Español' }).click();
  await expect(own.getByRole('heading', { level: 1 })).toHaveText('Perfil');
  await expect(own.locator('html')).toHaveAttribute('lang', 'es');

  const elsewhere = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const other = await elsewhere.newPage();
  await signIn(other, theo);
  await other.goto('/settings/profile');
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Perfil');

  // A browser that was signed in before follows at its next page.
  await other.getByRole('radio', { name: 'English' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Profile');
  await other.getByRole('radio', { name: 'Light' }).click();
  await expect(other.getByRole('radio', { name: 'Light' })).toBeChecked();
  await own.reload();
  await expect(own.getByRole('heading', { level: 1 })).toHaveText('Profile');
  await expect(own.locator('html')).toHaveAttribute('data-theme', 'light');
  await elsewhere.close();

  await own.getByRole('radio', { name: 'System' }).click();
  await expect(own.getByRole('radio', { name: 'System' })).toBeChecked();
  await own.context().close();
});

test('the command palette goes anywhere from the keyboard', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder('Type a command or a page…').fill('API keys');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/keys$/);
});

test('a menu that cannot be fetched says so, and opens when the connection is back', async ({ page }) => {
  await page.goto('/settings/profile');
  // The announcer is fetched at the first press, of those that come once the page listens.
  await expect(async () => {
    await page.getByRole('heading', { level: 1 }).click();
    await expect(page.getByRole('region', { name: /^Notifications/ })).toBeAttached({ timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await page.route('**/_next/static/chunks/**', (route) => route.abort());
  const account = page.getByRole('button', { name: /^Account/ });
  await account.click();
  await expect(page.getByText('No connection')).toBeVisible();
  await page.unroute('**/_next/static/chunks/**');
  await account.click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
});
