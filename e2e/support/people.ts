import { type Browser, expect, type Page } from 'playwright/test';

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

/** Lets somebody else join the workspace of whoever looks at the page, and signs them in in a browser of their own. */
export async function joinAsMember(page: Page, browser: Browser, person: Person): Promise<Page> {
  await page.goto('/settings/members');
  const headers = { origin: new URL(page.url()).origin };
  const invited = await page.request.post('/api/invites', { data: { role: 'member' }, headers });
  const { url } = await invited.json();
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const accept = `/api/invites/by-token/${url.split('/').at(-1)}/accept`;
  expect((await context.request.post(accept, { data: person, headers })).ok()).toBe(true);
  const own = await context.newPage();
  await signIn(own, person);
  return own;
}
