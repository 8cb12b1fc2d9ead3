import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as readApp } from '@/app/api/[provider]/apps/[slug]/route';
import { GET as categories } from '@/app/api/[provider]/apps/categories/route';
import { GET as popular } from '@/app/api/[provider]/apps/popular/route';
import { GET as search } from '@/app/api/[provider]/apps/search/route';
import { GET as readToken } from '@/app/api/[provider]/connection-tokens/[token]/route';
import { POST as startConnecting } from '@/app/api/[provider]/connection-tokens/route';
import { GET as listConnections } from '@/app/api/[provider]/connections/route';
import { POST as connectMcp } from '@/app/api/[provider]/mcp/connect/route';
import { POST as discoverMcp } from '@/app/api/[provider]/mcp/discover/route';
import { POST as refresh } from '@/app/api/[provider]/profiles/[profile_id]/refresh/route';
import {
  PATCH as change,
  GET as readProfile,
  DELETE as remove,
  PUT as replace,
} from '@/app/api/[provider]/profiles/[profile_id]/route';
import { POST as disable } from '@/app/api/[provider]/profiles/[profile_id]/tools/[name]/disable/route';
import { GET as listTools, PUT as switchTools } from '@/app/api/[provider]/profiles/[profile_id]/tools/route';
import { POST as createProfile, GET as listProfiles } from '@/app/api/[provider]/profiles/route';
import { PUT as switchProvider } from '@/app/api/admin/providers/[provider]/route';
import { GET as adminProviders } from '@/app/api/admin/providers/route';
import { DELETE as clearOutbox, GET as outbox } from '@/app/api/outbox/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { POST as webhook } from '@/app/api/webhooks/[provider]/[nonce]/route';
import { ask, type Question } from '@/tests/support/ask';
import { TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin } = useProduct();
beforeAll(() => readCatalogues('gmail'));

async function answer(handler: unknown, question: Question) {
  const response = await ask(handler, question);
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null, text, headers: response.headers };
}

describe.each(['pipedream', 'composio'])('the endpoints of %s', (provider) => {
  let workspace: TestWorkspace;
  let me: { cookie: string };
  const params = { provider };

  beforeEach(async () => {
    await admin('DELETE', '/admin/faults');
    workspace = await makeWorkspace();
    me = { cookie: workspace.member.cookie };
  });

  const connected = async () => ({
    provider,
    profile_id: (await connectAs(workspace.member, provider, { app: 'gmail' })).profile_id,
  });

  test('a stranger is turned away from each before anything is read', async () => {
    for (const handler of [startConnecting, listConnections, discoverMcp, search, createProfile, switchTools, remove]) {
      expect((await answer(handler, { method: 'POST', params, body: 'not json' })).status).toBe(401);
    }
  });

  test('a profile on the wire is what the contract names, and nothing that is sealed', async () => {
    const made = await answer(createProfile, { as: me, params, body: { profile_name: 'Work', app_slug: 'gmail' } });
    expect(made.status).toBe(201);
    expect(Object.keys(made.body).sort()).toEqual([
      'account_id',
      'app_name',
      'app_slug',
      'created_at',
      'demo',
      'display_name',
      'enabled_tools',
      'external_user_id',
      'is_active',
      'is_connected',
      'is_default',
      'last_used_at',
      'mcp_qualified_name',
      'profile_id',
      'profile_name',
      'provider',
      'status',
      'unreachable',
      'updated_at',
    ]);
    const again = await answer(createProfile, { as: me, params, body: { profile_name: 'Work', app_slug: 'gmail' } });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    const wrong = await answer(createProfile, { as: me, params, body: { profile_name: '', app_slug: '..' } });
    expect(wrong).toMatchObject({
      status: 422,
      body: { error: { fields: { profile_name: expect.any(String), app_slug: expect.any(String) } } },
    });
    const one = { as: me, params: { provider, profile_id: made.body.profile_id } };
    expect((await answer(readProfile, one)).body).toMatchObject({ status: 'pending', profile_name: 'Work' });
    expect((await answer(change, { ...one, method: 'PATCH', body: { is_active: false } })).body.is_active).toBe(false);
    expect((await answer(replace, { ...one, method: 'PUT', body: { display_name: 'W' } })).body.display_name).toBe('W');
    const listed = await answer(listProfiles, { as: me, params, path: '/x?is_active=false&app_slug=gmail' });
    expect(listed.body).toMatchObject({ profiles: [{ profile_name: 'Work' }], next_cursor: null });
    expect((await answer(remove, { ...one, method: 'DELETE' })).status).toBe(204);
    expect((await answer(readProfile, one)).status).toBe(404);
  });

  test('a backend connects its user: a token, a link, a state to poll', async () => {
    const { key } = await makeKey(workspace, ['connections:write', 'profiles:read']);
    const started = await answer(startConnecting, {
      as: { key },
      params,
      body: { user_id: 'customer-1', app: 'gmail', redirect_url: 'https://app.example/back' },
    });
    expect(started).toMatchObject({
      status: 201,
      body: { success: true, app: 'gmail', demo: true, link: expect.stringContaining('/connect/') },
    });
    expect(started.text).not.toContain('state');
    const poll = () =>
      answer(readToken, {
        as: { key },
        params: { provider, token: started.body.token },
        path: '/x?user_id=customer-1',
      });
    expect((await poll()).body).toMatchObject({ status: 'pending', profile_id: null });
    const browser = new TestBrowser();
    const page = await browser.connect(started.body.link);
    expect((await poll()).body.status).toBe('confirming');
    await browser.confirm(new URL(page).searchParams.get('state') ?? '', 'yes');
    const { body } = await poll();
    expect(body).toMatchObject({ status: 'completed', profile_id: expect.any(String) });
    const list = await answer(listConnections, { as: { key }, params, path: '/x?user_id=customer-1&status=connected' });
    expect(list.body).toMatchObject({
      success: true,
      count: 1,
      connections: [{ profile_id: body.profile_id, status: 'connected' }],
    });
    const others = await answer(listConnections, { as: { key }, params, path: '/x?user_id=customer-2' });
    expect(others.body).toMatchObject({ success: true, count: 0, connections: [] });
    const wrong = await answer(startConnecting, { as: { key }, params, body: { user_id: 'customer-1' } });
    expect(wrong).toMatchObject({ status: 422, body: { success: false, error: { code: 'invalid_request' } } });
  });

  test('tools are listed with their switches, and switched one by one or all together', async () => {
    const one = { as: me, params: await connected() };
    const { body } = await answer(listTools, one);
    expect(body.enabled_count).toBeGreaterThan(0);
    expect(body.tools[0]).toMatchObject({
      name: expect.any(String),
      enabled: expect.any(Boolean),
      input_schema: { type: 'object' },
    });
    const [first] = body.tools;
    const off = await answer(disable, { as: me, method: 'POST', params: { ...one.params, name: first.name } });
    expect(off.body.tools[0].enabled).toBe(false);
    const all = body.tools.map(({ name }: { name: string }) => name);
    expect((await answer(switchTools, { ...one, method: 'PUT', body: { only: all } })).body.enabled_count).toBe(
      all.length,
    );
    expect((await answer(switchTools, { ...one, method: 'PUT', body: {} })).status).toBe(422);
  });

  test('the grant is asked about on demand, and a provider that is down is said to be', async () => {
    const one = { as: me, method: 'POST', params: await connected() };
    expect((await answer(refresh, one)).body).toMatchObject({
      status: 'connected',
      last_synced_at: expect.any(String),
    });
    await admin('PUT', '/admin/faults', { provider, status: 503 });
    expect(await answer(refresh, one)).toMatchObject({
      status: 503,
      body: { error: { code: 'provider_unavailable' } },
    });
    const removed = await answer(remove, { ...one, method: 'DELETE' });
    expect(removed).toMatchObject({ status: 202, body: { revocation: 'pending' } });
  }, 40_000);

  test('MCP servers are discovered and opened, and say nothing secret', async () => {
    const one = await connected();
    const found = await answer(discoverMcp, { as: me, params, body: { profile_id: one.profile_id } });
    expect(found.body).toMatchObject({
      success: true,
      count: 1,
      mcp_servers: [
        {
          app_slug: 'gmail',
          profile_id: one.profile_id,
          status: 'connected',
          metadata: { external_user_id: workspace.member.accountId },
        },
      ],
    });
    expect(found.body.mcp_servers[0].tools[0].qualified_name).toContain(`${provider}:gmail`);
    const opened = await answer(connectMcp, {
      as: me,
      params,
      body: { app_slug: 'gmail', profile_id: one.profile_id },
    });
    expect(opened.body).toMatchObject({ success: true, mcp_server: { app_slug: 'gmail' } });
    expect(opened.body.tools_count).toBeGreaterThan(0);
    expect(found.text + opened.text).not.toMatch(/ak_sandbox|Bearer|secret|ctok_/);
    expect((await answer(connectMcp, { as: me, params, body: { app_slug: 'no-such-app' } })).status).toBe(404);
  });

  test('an MCP server is at our own address, named as its profile, with the tools that are on and no other', async () => {
    const one = await connected();
    const of = { as: me, params: one };
    const { mcp_qualified_name } = (await answer(readProfile, of)).body;
    const listed = (await answer(listTools, of)).body.tools as { name: string }[];
    const kept = listed[0]?.name;
    await answer(switchTools, { ...of, method: 'PUT', body: { only: [kept] } });
    const about = { as: me, params, body: { app_slug: 'gmail' } };
    const discovered = await answer(discoverMcp, about);
    const opened = await answer(connectMcp, about);
    for (const server of [discovered.body.mcp_servers[0], opened.body.mcp_server]) {
      expect(server).toMatchObject({
        url: 'http://127.0.0.1:3000/mcp',
        qualified_name: mcp_qualified_name,
        tools: [{ name: kept, qualified_name: `${mcp_qualified_name}:${kept}` }],
      });
      expect(server.tools).toHaveLength(1);
    }
    expect(mcp_qualified_name).toBe(`${provider}:gmail`);
    expect(opened.body.tools_count).toBe(1);

    await answer(change, { ...of, method: 'PATCH', body: { is_active: false } });
    expect((await answer(discoverMcp, about)).body.mcp_servers[0].tools).toEqual([]);
  });

  test('the catalogue is searched, browsed and opened', async () => {
    const found = await answer(search, { as: me, params, path: '/x?q=gmail&limit=3' });
    expect(found.body.apps[0]).toEqual({
      ...{ slug: 'gmail', name: 'Gmail', description: expect.any(String), icon_url: expect.anything() },
      ...{ auth_type: 'oauth', categories: expect.any(Array), is_verified: expect.any(Boolean) },
      demo: true,
    });
    expect((await answer(popular, { as: me, params, path: '/x?limit=4' })).body.apps).toHaveLength(4);
    expect((await answer(categories, { as: me, params })).body.categories.length).toBeGreaterThan(2);
    const details = await answer(readApp, { as: me, params: { provider, slug: 'gmail' } });
    expect(details.body.tools.length).toBeGreaterThan(3);
    expect((await answer(readApp, { as: me, params: { provider, slug: 'nope' } })).status).toBe(404);
  });

  test('an admin switches the provider off, and everybody is told by whom it can be undone', async () => {
    const owner = { cookie: workspace.owner.cookie };
    expect((await answer(switchProvider, { as: me, method: 'PUT', params, body: { enabled: false } })).status).toBe(
      403,
    );
    const off = await answer(switchProvider, { as: owner, method: 'PUT', params, body: { enabled: false } });
    expect(off.body).toMatchObject({ provider, enabled: false, demo: true });
    const refused = await answer(startConnecting, {
      as: me,
      params,
      body: { app: 'gmail' },
      headers: { 'accept-language': 'es' },
    });
    expect(refused).toMatchObject({
      status: 503,
      body: { success: false, error: { code: 'provider_disabled', action: { who: 'admin' } } },
    });
    expect((await answer(adminProviders, { as: owner })).body.providers).toContainEqual(off.body);
  });

  test('an address that is none of ours is not there, whatever is sent to it', async () => {
    const question = { method: 'POST', params: { provider, nonce: 'x'.repeat(43) }, body: { any: 'thing' } };
    expect((await answer(webhook, question)).status).toBe(404);
  });
});

test('an unknown provider is not there', async () => {
  const { member } = await makeWorkspace();
  const question = { as: { cookie: member.cookie }, params: { provider: 'zapier' } };
  for (const handler of [listProfiles, listConnections, search, popular, categories]) {
    expect((await answer(handler, question)).status).toBe(404);
  }
});

test('the outbox shows a person what their own tools sent, and an admin may empty it', async () => {
  const workspace = await makeWorkspace();
  const me = { cookie: workspace.member.cookie };
  expect((await answer(outbox, { as: me })).body).toEqual({ entries: [], demo: true });
  expect((await answer(clearOutbox, { as: me, method: 'DELETE' })).status).toBe(403);
  expect((await answer(clearOutbox, { as: { cookie: workspace.owner.cookie }, method: 'DELETE' })).status).toBe(204);
});

test('emptying the outbox of one workspace leaves those of others as they are', async () => {
  const [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
  const params = { to: 'sam@example.com', subject: 'Kept', body: 'x' };
  for (const { member } of [ours, theirs]) {
    await connectAs(member, 'pipedream', { app: 'gmail' });
    const sent = await answer(execute, { as: { cookie: member.cookie }, body: { action: 'gmail_send_email', params } });
    expect(sent.body).toMatchObject({ success: true });
  }
  const sentBy = async ({ member }: TestWorkspace) =>
    (await answer(outbox, { as: { cookie: member.cookie } })).body.entries;
  expect(await sentBy(ours)).toHaveLength(1);
  expect((await answer(clearOutbox, { as: { cookie: ours.owner.cookie }, method: 'DELETE' })).status).toBe(204);
  expect(await sentBy(ours)).toEqual([]);
  expect(await sentBy(theirs)).toHaveLength(1);
});
