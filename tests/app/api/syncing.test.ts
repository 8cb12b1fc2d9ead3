import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as readApp } from '@/app/api/[provider]/apps/[slug]/route';
import { GET as searchProvider } from '@/app/api/[provider]/apps/search/route';
import { GET as searchApps } from '@/app/api/apps/route';
import { GET as listSyncs } from '@/app/api/apps/syncs/route';
import { POST as connect } from '@/app/api/integrations/connect/route';
import { GET as integrations } from '@/app/api/integrations/route';
import { GET as statusOf } from '@/app/api/integrations/status/route';
import { GET as readProfile } from '@/app/api/profiles/[profile_id]/route';
import { GET as listProfileTools } from '@/app/api/profiles/[profile_id]/tools/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { GET as listTools } from '@/app/api/tools/route';
import { syncCatalogue, syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import { startJobs, stopJobs } from '@/lib/domain/installation/jobs';
import { discoverSoon } from '@/lib/domain/profiles/refresh-tools';
import { enqueue } from '@/lib/platform/jobs';
import { ask, type Question } from '@/tests/support/ask';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database, admin } = useProduct();
let person: TestPerson;
beforeAll(async () => {
  person = (await makeWorkspace()).member;
});

async function answer(handler: unknown, question: Question = {}) {
  const response = await ask(handler, { as: { cookie: person.cookie }, ...question });
  return { status: response.status, body: await response.json() };
}

describe('while the catalogues are read for the first time', () => {
  const params = { provider: 'composio' };

  test('a search that finds nothing says why', async () => {
    for (const [handler, question] of [
      [searchApps, { path: '/api/apps?q=gmail' }],
      [integrations, { path: '/api/integrations?q=gmail' }],
      [searchProvider, { path: '/api/composio/apps/search?q=gmail', params }],
    ] as const) {
      const { status, body } = await answer(handler, question);
      expect({ status, ...body }).toMatchObject({ status: 200, syncing: true });
    }
    const { body } = await answer(listSyncs);
    expect(body.syncs.every(({ complete }: { complete: boolean }) => !complete)).toBe(true);
  });

  test('an app that is not there yet is no mistake of the caller', async () => {
    for (const [handler, question] of [
      [readApp, { params: { provider: 'composio', slug: 'gmail' } }],
      [connect, { body: { provider: 'gmail' } }],
      [statusOf, { path: '/api/integrations/status?provider=gmail' }],
    ] as const) {
      const { status, body } = await answer(handler, question);
      expect(status).toBe(503);
      expect(body.error).toMatchObject({ message: expect.stringContaining('still being read'), retry_after_s: 3 });
    }
  });

  test('a search waits a moment for what is about to be there', async () => {
    const found = answer(searchProvider, { path: '/api/composio/apps/search?q=gmail', params });
    await sleep(300);
    await syncCatalogue('composio');
    expect((await found).body.apps[0]).toMatchObject({ slug: 'gmail' });
  });

  test('and once they are read, nothing is said of it, also while they are read anew', async () => {
    await syncCatalogues();
    expect('syncing' in (await answer(searchApps, { path: '/api/apps?q=gmail' })).body).toBe(false);
    expect((await answer(readApp, { params: { provider: 'composio', slug: 'nope' } })).status).toBe(404);
    expect((await answer(connect, { body: { provider: 'nope' } })).status).toBe(404);
    await admin('PUT', '/admin/faults', { provider: 'composio', status: 401 });
    await syncCatalogue('composio', { now: true }).catch(() => {});
    await admin('DELETE', '/admin/faults');
    const startedAt = Date.now();
    const { body } = await answer(searchApps, { path: '/api/apps?q=nothing-is-called-so' });
    expect(body).toMatchObject({ apps: [] });
    expect('syncing' in body).toBe(false);
    expect(Date.now() - startedAt).toBeLessThan(1500);
    await syncCatalogues();
  });
});

describe.each(['pipedream', 'composio'])(
  'an app of %s whose tools could not be discovered when it was connected',
  (provider) => {
    let id: string;
    const action = provider === 'pipedream' ? 'gmail-find-email' : 'GMAIL_FETCH_EMAILS';
    const call = () => answer(execute, { body: { action, params: {}, profile_id: id } });
    const stateOf = async () => (await answer(readProfile, { params: { profile_id: id } })).body.tools_state;

    /** As completing a connection leaves it when the provider would not say what the app offers. */
    beforeAll(async () => {
      id = (await connectAs(person, provider, { app: 'gmail' })).profile_id;
      await database.query(
        `update profiles set tools_chosen = false, enabled_tools = '{}', known_tools = '{}' where id = $1`,
        [id],
      );
      await database.query(`delete from tools where provider = $1 and app_slug = 'gmail'`, [provider]);
      await database.query(`update apps set tools_synced_at = null where provider = $1 and slug = 'gmail'`, [provider]);
      await sleep(100);
    });
    afterAll(() => stopJobs());

    test('is syncing, not switched off, wherever one asks', async () => {
      expect(await stateOf()).toBe('syncing');
      expect(await call()).toMatchObject({
        status: 503,
        body: {
          success: false,
          error: {
            code: 'provider_unavailable',
            message: expect.stringContaining('still being read'),
            retry_after_s: 3,
          },
        },
      });
      expect((await answer(listTools)).body).toMatchObject({ syncing: true });
    });

    test('has its tools within seconds, the ones it would have had at once', { timeout: 30_000 }, async () => {
      await startJobs();
      await enqueue(discoverSoon, { provider, slug: 'gmail' });
      const startedAt = Date.now();
      while ((await stateOf()) === 'syncing' && Date.now() - startedAt < 15_000) await sleep(200);
      expect(await stateOf()).toBe('ready');
      expect('syncing' in (await answer(listTools)).body).toBe(false);
      const { body } = await answer(listProfileTools, { params: { profile_id: id } });
      expect(body.enabled_count).toBeGreaterThan(0);
      expect(body.enabled_count).toBeLessThan(body.count);
      expect((await call()).body.error?.code).not.toBe('provider_unavailable');
    });
  },
);
