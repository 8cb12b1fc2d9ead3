import type { Page } from '@playwright/test';

export type Person = { name: string; email: string; password: string };

/** The first person of the installation, made by the set-up journey; the others begin as them. */
export const OWNER: Person & { workspace: string } = {
  name: 'Olga Owner',
  email: 'olga@example.com',
  password: 'a long quiet afternoon',
  workspace: 'Acme',
};

/** Where the owner's session is kept between the set-up journey and the others. */
export const OWNER_SESSION = 'test-results/.sessions/owner.json';

export async function signIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
}
