import { beforeEach, describe, expect, test } from 'vitest';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { syncCatalogue, syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import { getSync } from '@/lib/domain/catalogue/sync-state';
import { forget } from '@/lib/platform/once';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin, database, url } = useProduct();
const providers = ['pipedream', 'composio'] as const;

beforeEach(() => admin('DELETE', '/admin/faults'));

describe.each(providers)('%s, unwell for a moment', (provider) => {
  const fail = (rule: object) => admin('PUT', '/admin/faults', { provider, ...rule });

  test('does not leave its catalogue half read', async () => {
    await fail({ status: 503, times: 2 });
    expect(await syncCatalogue(provider, { now: true })).toMatchObject({ state: 'done', failure: null });
  });

  test('is read on a moment later when it was unwell for longer', { timeout: 60_000 }, async () => {
    await database.query('delete from catalogue_syncs where provider = $1', [provider]);
    await fail({ status: 503 });
    await syncCatalogues();
    expect(await getSync(provider)).toMatchObject({ state: 'failed' });
    await admin('DELETE', '/admin/faults');
    await syncCatalogues();
    expect(await getSync(provider)).toMatchObject({ state: 'done' });
  });

  test('connects everybody who tries while every fifth request fails', { timeout: 120_000 }, async () => {
    await fail({ errorRate: 0.2, status: 503, seed: 7 });
    for (let person = 0; person < 10; person += 1) {
      const { member } = await makeWorkspace();
      const profile = await connectAs(member, provider, { app: person % 2 ? 'gmail' : 'slack' });
      expect(profile).toMatchObject({ is_connected: true });
      expect(profile.enabled_tools.length).toBeGreaterThan(0);
    }
  });
});

test('what was read from the sandbox is read anew once there are credentials, and offered by nobody until then', async () => {
  await syncCatalogue('composio', { now: true });
  const { member } = await makeWorkspace();
  const gmail = () => searchApps(member.principal, { q: 'gmail', limit: 5, provider: 'composio' });
  expect((await gmail()).items).not.toEqual([]);
  const settings = { COMPOSIO_API_KEY: 'ak_real', COMPOSIO_BASE_URL: `${url()}/composio` };
  Object.assign(process.env, settings);
  for (const name of ['env', 'provider:composio']) forget(name);
  try {
    await admin('PUT', '/admin/faults', { provider: 'composio', status: 401 });
    await expect(syncCatalogue('composio')).rejects.toMatchObject({ code: 'provider_misconfigured' });
    expect((await gmail()).items).toEqual([]);
    await admin('DELETE', '/admin/faults');
    await syncCatalogue('composio');
    expect((await gmail()).items).not.toEqual([]);
  } finally {
    for (const name of Object.keys(settings)) delete process.env[name];
    for (const name of ['env', 'provider:composio']) forget(name);
  }
});
