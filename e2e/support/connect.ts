import { expect, type Page } from 'playwright/test';
import { SANDBOX_TOKEN } from './start-product';

/** Presses the button that opens the other window, allows access there, and waits for this page to say so. */
export async function allowInPopup(page: Page, press: () => Promise<void>, identity?: string): Promise<void> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), press()]);
  if (identity) await popup.getByRole('radio', { name: new RegExp(identity) }).check();
  await popup.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText(/ is connected$/).first()).toBeVisible();
}

/** As far as the provider's own page, which is another site and sends this opener policy (null: none). */
export async function openProviderPage(page: Page, press: () => Promise<void>, policy: string | null): Promise<Page> {
  const [popup] = await Promise.all([page.waitForEvent('popup'), press()]);
  await popup.getByRole('button', { name: 'Allow' }).waitFor();
  const { origin } = new URL(popup.url());
  expect(origin).not.toBe(new URL(page.url()).origin);
  const headers = { 'x-sandbox-token': SANDBOX_TOKEN };
  const set = await page.request.put(`${origin}/admin/settings`, { data: { consentOpenerPolicy: policy }, headers });
  expect(set.ok()).toBe(true);
  const response = await popup.reload();
  expect(response?.headers()['cross-origin-opener-policy']).toBe(policy ?? undefined);
  return popup;
}

/** Makes requests to a provider fail, until what it returns is called. */
export async function setFault(page: Page, fault: object): Promise<() => Promise<void>> {
  const sandbox = await findSandbox(page);
  const headers = { 'x-sandbox-token': SANDBOX_TOKEN };
  expect((await page.request.put(`${sandbox}/admin/faults`, { data: fault, headers })).ok()).toBe(true);
  return async () => {
    expect((await page.request.delete(`${sandbox}/admin/faults`, { headers })).ok()).toBe(true);
  };
}

/** Where the provider's pages are: a link to connect leads there. */
async function findSandbox(page: Page): Promise<string> {
  await page.goto('/apps');
  const headers = { origin: new URL(page.url()).origin };
  const made = await page.request.post('/api/pipedream/connection-tokens', { data: { app: 'notion' }, headers });
  const { link } = await made.json();
  const opened = await page.request.post(`${link}/open`, { headers });
  return new URL(opened.headers().location ?? '').origin;
}

/** Connects an app through a provider from the registry; gives the new profile's id. */
export async function connectApp(page: Page, provider: string, slug: string, name: string): Promise<string> {
  await page.goto(`/apps?connect=${provider}/${slug}`);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /Add another profile|^Connect / }).first()).toBeVisible();
  const another = dialog.getByRole('button', { name: 'Add another profile' });
  if (await another.isVisible()) await another.click();
  await dialog.getByLabel('Name of the profile').fill(name);
  const choice = dialog.getByRole('radio', { name: new RegExp(provider, 'i') });
  if (await choice.isVisible()) await choice.check();
  await allowInPopup(page, () => dialog.getByRole('button', { name: /^Connect / }).click());
  const link = await dialog.getByRole('link', { name: 'Choose tools' }).getAttribute('href');
  return link?.split('/').at(-1) ?? '';
}

/** Deletes what earlier journeys connected of an app, so that this one meets it as a newcomer does. */
export async function disconnectApp(page: Page, slug: string): Promise<void> {
  await page.goto('/apps');
  const { profiles } = await (await page.request.get(`/api/profiles?app_slug=${slug}`)).json();
  for (const { profile_id } of profiles) {
    const headers = { origin: new URL(page.url()).origin };
    expect((await page.request.delete(`/api/profiles/${profile_id}`, { headers })).ok()).toBe(true);
  }
}

/** A tool as a signed-in page calls it. */
export function runTool(page: Page, profileId: string, action: string, params: object) {
  return page.request.post('/api/tools/execute', {
    data: { action, params, profile_id: profileId },
    headers: { origin: new URL(page.url()).origin },
  });
}
