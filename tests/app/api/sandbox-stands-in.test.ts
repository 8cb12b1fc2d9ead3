import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as searchProvider } from '@/app/api/[provider]/apps/search/route';
import { POST as startConnecting } from '@/app/api/[provider]/connection-tokens/route';
import { GET as listConnections } from '@/app/api/[provider]/connections/route';
import { POST as discoverMcp } from '@/app/api/[provider]/mcp/discover/route';
import { GET as listProviderTools } from '@/app/api/[provider]/profiles/[profile_id]/tools/route';
import { GET as listProfiles } from '@/app/api/[provider]/profiles/route';
import { GET as readPreference } from '@/app/api/admin/providers/preference/route';
import { GET as listProviders } from '@/app/api/admin/providers/route';
import { GET as searchApps } from '@/app/api/apps/route';
import { POST as connect } from '@/app/api/integrations/connect/route';
import { GET as connected } from '@/app/api/integrations/connected/route';
import { GET as integrations } from '@/app/api/integrations/route';
import { GET as statusOf } from '@/app/api/integrations/status/route';
import { GET as listProfileTools } from '@/app/api/profiles/[profile_id]/tools/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { GET as listTools } from '@/app/api/tools/route';
import { syncCatalogue } from '@/lib/domain/catalogue/sync-catalogue';
import { settleProviders } from '@/lib/domain/providers/switch-provider';
import { serveMcp } from '@/lib/mcp/serve';
import { forget } from '@/lib/platform/once';
import { ask, type Question } from '@/tests/support/ask';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url } = useProduct();
const READ_EMAILS = { action: 'gmail_fetch_emails', params: {} };

let workspace: TestWorkspace;
let member: { cookie: string };
let owner: { cookie: string };

beforeAll(async () => {
  await readCatalogues('gmail');
  await syncCatalogue('database');
  workspace = await makeWorkspace();
  member = { cookie: workspace.member.cookie };
  owner = { cookie: workspace.owner.cookie };
  for (const provider of ['pipedream', 'composio']) await connectAs(workspace.member, provider, { app: 'gmail' });
}, 60_000);
afterAll(() => restart({ COMPOSIO_API_KEY: undefined, COMPOSIO_BASE_URL: undefined, SANDBOX: undefined }));

/** As a start with other settings would. */
async function restart(settings: Record<string, string | undefined>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const name of ['env', 'provider:pipedream', 'provider:composio']) forget(name);
  await settleProviders();
}

/** What the operator of a real Composio project sets; the server behind the address is the test's own. */
const withComposio = () => ({ COMPOSIO_API_KEY: 'ak_real', COMPOSIO_BASE_URL: `${url()}/composio` });

async function answer(handler: unknown, question: Question) {
  const response = await ask(handler, { as: member, ...question });
  return { status: response.status, body: await response.json(), demo: response.headers.get('x-patchbay-demo') };
}

const ofProvider = (handler: unknown, provider: string, question: Question = {}) =>
  answer(handler, { params: { provider }, ...question });
const settingOf = async (provider: string) =>
  (await answer(listProviders, { as: owner })).body.providers.find(
    (each: { provider: string }) => each.provider === provider,
  );

async function overMcp(method: string, params: object) {
  const { key } = await makeKey(workspace, ['tools:read', 'tools:execute']);
  const response = await serveMcp(
    new Request('http://127.0.0.1:3000/mcp', {
      method: 'POST',
      headers: {
        'x-api-key': key,
        'x-user-id': workspace.member.externalId,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    }),
    undefined,
  );
  return (await response.json()).result;
}

describe('without credentials of any provider', () => {
  test('the sandbox stands in for both, and everything that comes of it is marked', async () => {
    expect(await settingOf('pipedream')).toMatchObject({ demo: true, set_up: true });
    expect(await settingOf('composio')).toMatchObject({ demo: true, set_up: true });
    const lists = [
      [await answer(searchApps, { path: '/api/apps?q=gmail' }), 'apps'],
      [await ofProvider(searchProvider, 'composio', { path: '/api/composio/apps/search?q=gmail' }), 'apps'],
      [await answer(integrations, { path: '/api/integrations?q=gmail' }), 'integrations'],
      [await answer(connected, {}), 'integrations'],
      [await answer(listTools, {}), 'tools'],
      [await answer(listTools, { path: '/api/tools?app=gmail' }), 'tools'],
      [await ofProvider(listProfiles, 'pipedream'), 'profiles'],
      [await ofProvider(listConnections, 'pipedream'), 'connections'],
      [await ofProvider(discoverMcp, 'pipedream', { body: { app_slug: 'gmail' } }), 'mcp_servers'],
    ] as const;
    for (const [{ body, demo }, noun] of lists) {
      expect(body[noun].length, noun).toBeGreaterThan(0);
      expect(
        body[noun].every((each: { demo?: true }) => each.demo === true),
        noun,
      ).toBe(true);
      expect(demo, noun).toBe('true');
    }
  });

  test('the tools of a profile are marked, at both of its addresses', async () => {
    const { body: listed } = await ofProvider(listProfiles, 'pipedream');
    const params = { provider: 'pipedream', profile_id: listed.profiles[0].profile_id };
    for (const handler of [listProfileTools, listProviderTools]) {
      const { body, demo } = await answer(handler, { params });
      expect(body.tools.length).toBeGreaterThan(0);
      expect(body.tools.every((tool: { demo?: true }) => tool.demo === true)).toBe(true);
      expect(demo).toBe('true');
    }
  });

  test('an answer to a call, a status and a link are marked as well', async () => {
    for (const { body, demo } of [
      await answer(execute, { body: READ_EMAILS }),
      await answer(statusOf, { path: '/api/integrations/status?provider=gmail' }),
      await answer(connect, { body: { provider: 'slack' } }),
      await ofProvider(startConnecting, 'composio', { body: { app: 'slack' } }),
    ]) {
      expect(body.demo).toBe(true);
      expect(demo).toBe('true');
    }
  });

  test('databases are never marked', async () => {
    const { body, demo } = await answer(searchApps, { path: '/api/apps?provider=database' });
    expect(body.apps.length).toBeGreaterThan(0);
    expect(body.apps.some((app: object) => 'demo' in app)).toBe(false);
    expect(demo).toBeNull();
    expect(await settingOf('database')).toMatchObject({ demo: false, set_up: true, credentials: [] });
  });

  test('MCP says it in _meta, of a tool and of a result', async () => {
    const { tools } = await overMcp('tools/list', {});
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.every(({ _meta }: { _meta?: { demo?: true } }) => _meta?.demo === true)).toBe(true);
    const result = await overMcp('tools/call', { name: READ_EMAILS.action, arguments: {} });
    expect(result._meta.demo).toBe(true);
  });
});

describe('with the credentials of Composio alone', () => {
  beforeAll(() => restart(withComposio()));

  test('what was connected in the sandbox is not taken for connected, until it is connected again', async () => {
    const [former] = (await ofProvider(listProfiles, 'composio')).body.profiles;
    expect(former).toMatchObject({ status: 'needs_reconnect', is_connected: false });
    expect((await ofProvider(listConnections, 'composio')).body.connections[0]).toMatchObject({
      status_reason: 'This was connected in the sandbox.',
    });
    expect((await answer(connected, {})).body.integrations).toEqual([]);
    const { body } = await answer(execute, { body: { ...READ_EMAILS, profile_id: former.profile_id } });
    expect(body.error.code).toBe('needs_reconnect');
    await syncCatalogue('composio');
    await connectAs(workspace.member, 'composio', { profile_id: former.profile_id });
    await settleProviders();
    expect((await ofProvider(listProfiles, 'composio')).body.profiles[0]).toMatchObject({ status: 'connected' });
  });

  test('Pipedream is not set up, says how to set it up, and nothing poses as it', async () => {
    expect(await settingOf('pipedream')).toMatchObject({
      ...{ demo: false, set_up: false, enabled: false, enabled_by_environment: true },
      credentials: ['PIPEDREAM_CLIENT_ID', 'PIPEDREAM_CLIENT_SECRET', 'PIPEDREAM_PROJECT_ID'],
    });
    const { body, demo } = await answer(searchApps, { path: '/api/apps?q=gmail' });
    expect(body.apps.map(({ provider }: { provider: string }) => provider)).not.toContain('pipedream');
    expect(demo).toBeNull();
  });

  test('whoever asks for Pipedream is told so, and who can help, in their language', async () => {
    const asked = { path: '/api/pipedream/apps/search?q=gmail' };
    for (const [handler, question] of [
      [searchProvider, asked],
      [startConnecting, { body: { app: 'gmail' } }],
      [discoverMcp, { body: { app_slug: 'gmail' } }],
    ] as const) {
      const { status, body } = await ofProvider(handler, 'pipedream', question);
      expect(status).toBe(503);
      expect(body.error).toMatchObject({
        code: 'provider_disabled',
        message: 'Pipedream has not been set up here.',
        action: { who: 'admin', url: expect.stringMatching(/\/settings\/providers$/) },
      });
    }
    const { key } = await makeKey(workspace, ['profiles:read']);
    const headers = { 'x-user-id': workspace.member.externalId, 'accept-language': 'es' };
    const spanish = await ofProvider(searchProvider, 'pipedream', { ...asked, as: { key }, headers });
    expect(spanish.body.error.message).toBe('Pipedream no se ha configurado aquí.');
  });

  test('what came from the sandbox before cannot be called, and is kept', async () => {
    const { body } = await ofProvider(listProfiles, 'pipedream');
    expect(body.profiles[0]).toMatchObject({ status: 'disabled', is_active: false });
    const { profile_id } = body.profiles[0];
    const refused = await answer(execute, { body: { action: 'gmail-send-email', params: {}, profile_id } });
    expect(refused.body.error.code).toBe('provider_disabled');
  });

  test('an app that both have is connected through Composio, and nothing of that is marked', async () => {
    const { body, demo } = await answer(connect, { body: { provider: 'gmail' } });
    expect(body).toMatchObject({ connected: true });
    expect('demo' in body).toBe(false);
    expect(demo).toBeNull();
    const run = await answer(execute, { body: READ_EMAILS });
    expect(run.body).toMatchObject({ success: true });
    expect('demo' in run.body).toBe(false);
    expect(run.demo).toBeNull();
  });

  test('a profile under Pipedream keeps nobody from connecting the app through Composio', async () => {
    const other = await makeWorkspace();
    const as = { cookie: other.member.cookie };
    await restart({ COMPOSIO_API_KEY: undefined, COMPOSIO_BASE_URL: undefined });
    await connectAs(other.member, 'pipedream', { app: 'slack' });
    await restart(withComposio());
    expect((await answer(connect, { as, body: { provider: 'slack' } })).body).toMatchObject({ needs_auth: true });
  });
});

describe('with the credentials of Composio and SANDBOX=true', () => {
  beforeAll(() => restart({ ...withComposio(), SANDBOX: 'true' }));

  test('the sandbox stands in for Pipedream alone, marked', async () => {
    expect(await settingOf('pipedream')).toMatchObject({ demo: true, set_up: true });
    expect(await settingOf('composio')).toMatchObject({ demo: false, set_up: true });
    const { body, demo } = await answer(searchApps, { path: '/api/apps?q=gmail' });
    const marked = Object.fromEntries(
      body.apps
        .filter(({ slug }: { slug: string }) => slug === 'gmail')
        .map(({ provider, demo: isMarked }: { provider: string; demo?: true }) => [provider, isMarked ?? null]),
    );
    expect(marked).toEqual({ pipedream: true, composio: null });
    expect(demo).toBe('true');
  });

  test('real credentials come before the sandbox for an app that both have', async () => {
    expect((await answer(readPreference, { as: owner })).body.providers).toEqual(['composio', 'pipedream']);
    const other = { as: { cookie: workspace.admin.cookie } };
    const { body } = await answer(connect, { ...other, body: { provider: 'gmail' } });
    expect(body).toMatchObject({ needs_auth: true });
    expect('demo' in body).toBe(false);
    const [gmail] = (await answer(integrations, { ...other, path: '/api/integrations?q=gmail' })).body.integrations;
    expect('demo' in gmail).toBe(false);
  });
});

describe('with SANDBOX=false', () => {
  test('nothing stands in for anybody', async () => {
    await restart({ COMPOSIO_API_KEY: undefined, COMPOSIO_BASE_URL: undefined, SANDBOX: 'false' });
    expect(await settingOf('pipedream')).toMatchObject({ demo: false, set_up: false, enabled: false });
    expect(await settingOf('composio')).toMatchObject({ demo: false, set_up: false, enabled: false });
  });
});
