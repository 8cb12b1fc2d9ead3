import { expect, test } from 'playwright/test';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { OWNER, signIn } from './support/people';

test.use({ storageState: { cookies: [], origins: [] } });

test('a page asked for without a session is shown after signing in', async ({ page }) => {
  await page.goto('/settings/keys');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectNoSeriousViolations(page);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/keys$/);
});

test('a wrong password and an unknown address get the same answer', async ({ page }) => {
  for (const email of [OWNER.email, 'nobody@example.com']) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  }
});

test('an address of another site is not followed after signing in', async ({ page, baseURL }) => {
  await page.goto('/sign-in?next=https://evil.example/');
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Olga');
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test('signing out ends the session, also for a tab that is still open', async ({ page, context }) => {
  await signIn(page, OWNER);
  const other = await context.newPage();
  await other.goto('/settings/keys');
  await page.getByRole('button', { name: /Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await other.getByRole('button', { name: 'Create key' }).first().click();
  await other.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Too late');
  await other.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  await expect(other).toHaveURL(/\/sign-in\?.*next=%2Fsettings%2Fkeys/);
  await expect(other.getByText('Your session has ended.')).toBeVisible();
});

test('once the product is somebody’s, nobody comes in without an account', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enter the demo' })).toHaveCount(0);
  const origin = new URL(page.url()).origin;
  expect((await page.request.post('/api/setup/demo', { headers: { origin } })).status()).toBe(404);
});

test('a link that is no invite says so, and invites nobody', async ({ page }) => {
  await page.goto('/invite/abc');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invite cannot be used');
  await expect(page.getByText('There is no such invite.')).toBeVisible();
  await expect(page.getByText('You are invited')).toHaveCount(0);
});

test('the picture beside the form keeps every label in its box', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/sign-in');
  await page.evaluate(() => document.fonts.ready);
  const tooWide = await page.locator('svg g:has(> rect):has(> text)').evaluateAll((lines) =>
    lines.flatMap((line) => {
      const [label, lamp] = ['text', 'circle'].map((name) => line.querySelector(name)?.getBoundingClientRect());
      const box = line.querySelector('rect')?.getBoundingClientRect();
      if (!label || !lamp || !box) return ['nothing'];
      const isClear = label.right < lamp.left || label.left > lamp.right;
      return label.right < box.right && isClear ? [] : [line.textContent];
    }),
  );
  await expect(page.getByText('/api/integrations')).toBeVisible();
  expect(tooWide).toEqual([]);
});

test('what is wrong with a form is said in the language that is chosen then', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('This is required.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { name: 'Inicia sesión' })).toBeVisible();
  await expect(page.getByText('This is required.')).toHaveCount(0);
  await expect(page.getByText('Es obligatorio.')).toHaveCount(2);
});

for (const reason of ['ended', 'OAuthCallback']) {
  test(`a password leads on where the address tells of an earlier failure: ${reason}`, async ({ page }) => {
    await page.goto(`/sign-in?error=${reason}&next=%2Fsettings%2Fkeys`);
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/settings\/keys$/);
  });
}

test('a form that is filled in before its scripts run keeps what was typed, and puts no password into the address', async ({
  page,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeDisabled();
  release();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Olga');
  expect(await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.name)).not.toContain('password');
});

test('in a browser without scripts a password is not sent, and the page says what is missing', async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto('/sign-in');
  await expect(page.locator('body')).toContainText('Patchbay needs JavaScript', { useInnerText: true });
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.close();
});
