import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { composioAt, connectAtComposio } from './composio-client';
import { decide } from './person';
import { withSandbox } from './running';

const { url, admin } = withSandbox();
const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

test('a person connects, a tool runs, the outbox shows it, and revoking ends it', async () => {
  const composio = composioAt(url());
  const raw = composio.getClient();
  const { id } = await connectAtComposio(composio, 'user-1', 'gmail', 'ops@acme.test');

  const account = await raw.connectedAccounts.retrieve(id);
  const tool = await composio.tools.execute('GMAIL_SEND_EMAIL', {
    userId: 'user-1',
    connectedAccountId: id,
    arguments: mail,
    version: '20261001_00',
  });

  expect(account).toMatchObject({ status: 'ACTIVE', toolkit: { slug: 'gmail' }, alias: null });
  expect(id).toMatch(/^ca_[A-Za-z0-9]{12}$/);
  expect(tool).toMatchObject({ successful: true, error: null, data: { subject: 'Hello' } });
  expect(await admin('GET', '/outbox')).toMatchObject({
    outbox: [{ provider: 'composio', identity: 'ops@acme.test', external_user_id: 'user-1', tool: 'GMAIL_SEND_EMAIL' }],
  });
  await raw.post(`/api/v3.1/connected_accounts/${id}/revoke`);
  expect(await raw.connectedAccounts.retrieve(id)).toMatchObject({ status: 'REVOKED' });
  expect(await raw.connectedAccounts.delete(id, { revoke_on_delete: true })).toMatchObject({ success: true });
  await expect(raw.connectedAccounts.retrieve(id)).rejects.toMatchObject({ status: 404 });
});

test('the high-level link waits for the person and brings the account', async () => {
  const composio = composioAt(url());
  const config = await composio.authConfigs.create('github', { type: 'use_composio_managed_auth' });
  const request = await composio.connectedAccounts.link('user-2', config.id, {
    callbackUrl: 'http://127.0.0.1:3000/back?state=s1',
  });

  const decided = await decide(request.redirectUrl ?? '');
  const account = await request.waitForConnection(5000);

  expect(decided.location).toBe(
    `http://127.0.0.1:3000/back?state=s1&status=success&connected_account_id=${account.id}`,
  );
  expect(account.status).toBe('ACTIVE');
});

test('cancelling fails the account and says so in the callback', async () => {
  const raw = composioAt(url()).getClient();
  const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: 'notion' } });
  const link = await raw.link.create({
    auth_config_id: auth_config.id,
    user_id: 'u',
    callback_url: 'http://127.0.0.1:3000/back',
  });

  const { location } = await decide(link.redirect_url, { decision: 'cancel' });

  expect(location).toContain('status=failed&connected_account_id=ca_');
  expect(await raw.connectedAccounts.retrieve(link.connected_account_id)).toMatchObject({ status: 'FAILED' });
  expect((await decide(link.redirect_url)).status).toBe(410);
});

test('closing the page leaves the account initiated', async () => {
  const raw = composioAt(url()).getClient();
  const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: 'notion' } });
  const link = await raw.link.create({ auth_config_id: auth_config.id, user_id: 'u' });

  await fetch(link.redirect_url);

  expect(await raw.connectedAccounts.retrieve(link.connected_account_id)).toMatchObject({ status: 'INITIATED' });
});

test('toolkits are searched, sorted by category and paged to the end', async () => {
  const raw = composioAt(url()).getClient();
  const found = await raw.toolkits.list({ search: 'calend' });
  const crm = await raw.toolkits.list({ category: 'crm' });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await raw.toolkits.list({ limit: 30, cursor });
    seen.push(...page.items.map(({ slug }) => slug));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);

  expect(found.items.map(({ slug }) => slug).sort()).toEqual(['calendly', 'googlecalendar']);
  expect(crm.items.map(({ slug }) => slug)).toContain('pipedrive');
  expect(new Set(seen).size).toBe(74);
});

test('the high-level catalogue reads toolkits and tools', async () => {
  const composio = composioAt(url());

  const toolkit = await composio.toolkits.get('stripe');
  const tools = await composio.tools.getRawComposioTools({ toolkits: ['slack'], limit: 100 });
  const important = await composio.tools.getRawComposioTools({ toolkits: ['slack'] });

  expect(toolkit.authConfigDetails?.[0]?.fields.connectedAccountInitiation.required[0]).toMatchObject({
    name: 'generic_api_key',
  });
  expect(tools.map(({ slug }) => slug)).toContain('SLACK_SEND_MESSAGE');
  expect(important.length).toBeLessThan(tools.length);
});

describe('auth configs', () => {
  test('are made, listed, changed, switched off and deleted with their accounts', async () => {
    const composio = composioAt(url());
    const raw = composio.getClient();
    const { id, authConfigId } = await connectAtComposio(composio, 'user-3', 'asana');

    await raw.authConfigs.update(authConfigId, {
      type: 'custom',
      tool_access_config: { tools_available_for_execution: ['ASANA_CREATE_A_TASK'] },
    });
    const run = (slug: string, input: Record<string, string>) =>
      raw.tools.execute(slug, { connected_account_id: id, arguments: input });

    expect((await run('ASANA_CREATE_A_TASK', { name: 'x' })).successful).toBe(true);
    await expect(run('ASANA_DELETE_TASK', { task_id: 'ACME-1' })).rejects.toMatchObject({ status: 403 });
    await raw.authConfigs.updateStatus('DISABLED', { nanoid: authConfigId });
    expect((await raw.authConfigs.list({ toolkit_slug: 'asana' })).items).toEqual([]);
    await raw.authConfigs.delete(authConfigId);
    await expect(raw.connectedAccounts.retrieve(id)).rejects.toMatchObject({ status: 404 });
  });

  test('a custom one needs its client, and never shows the secret again', async () => {
    const raw = composioAt(url()).getClient();
    const custom = (credentials: Record<string, string>) =>
      raw.authConfigs.create({
        toolkit: { slug: 'notion' },
        auth_config: { type: 'use_custom_auth', authScheme: 'OAUTH2', credentials },
      });

    await expect(custom({})).rejects.toMatchObject({ status: 400 });
    const { auth_config } = await custom({ client_id: 'id', client_secret: 'very-secret' });

    const shown = await raw.authConfigs.retrieve(auth_config.id);
    expect(shown).toMatchObject({ type: 'custom', is_composio_managed: false });
    expect(JSON.stringify(shown)).not.toContain('very-secret');
  });
});

describe('executing', () => {
  test('a missing input is a 200 that did not succeed', async () => {
    const composio = composioAt(url());
    const { id } = await connectAtComposio(composio, 'user-4', 'gmail');

    const { to: _to, ...rest } = mail;
    const result = await composio
      .getClient()
      .tools.execute('GMAIL_SEND_EMAIL', { connected_account_id: id, arguments: rest });

    expect(result).toMatchObject({ successful: false, data: {} });
    expect(result.error).toContain("Following fields are missing: {'to'}");
  });

  test('another user’s account is refused, and so is none', async () => {
    const composio = composioAt(url());
    const { id } = await connectAtComposio(composio, 'user-5', 'gmail');
    const run = (body: { user_id: string; connected_account_id?: string }) =>
      composio.getClient().tools.execute('GMAIL_SEND_EMAIL', { ...body, arguments: mail });

    await expect(run({ user_id: 'other', connected_account_id: id })).rejects.toMatchObject({
      status: 400,
      error: { error: { code: 1812 } },
    });
    await expect(run({ user_id: 'nobody' })).rejects.toMatchObject({ status: 400, error: { error: { code: 1803 } } });
  });

  test('an unknown tool and an unknown version are 404', async () => {
    const raw = composioAt(url()).getClient();

    await expect(raw.tools.retrieve('GMAIL_FLY')).rejects.toMatchObject({ status: 404 });
    await expect(raw.tools.retrieve('GMAIL_SEND_EMAIL', { version: '19990101_00' })).rejects.toMatchObject({
      status: 404,
    });
  });

  test('the way around the tools is closed', async () => {
    const refused = composioAt(url()).getClient().tools.proxy({ endpoint: '/x', method: 'GET' });

    await expect(refused).rejects.toMatchObject({ status: 403 });
  });

  test('a wrong key becomes active all the same, and its calls fail', async () => {
    const composio = composioAt(url());
    const raw = composio.getClient();
    const config = await composio.authConfigs.create('stripe', {
      type: 'use_custom_auth',
      authScheme: 'API_KEY',
      credentials: {},
    });
    const link = await raw.link.create({ auth_config_id: config.id, user_id: 'user-6' });
    await decide(link.redirect_url, { key: 'sk_invalid' });

    const result = await raw.tools.execute('STRIPE_LIST_CUSTOMERS', {
      connected_account_id: link.connected_account_id,
    });

    expect(await raw.connectedAccounts.retrieve(link.connected_account_id)).toMatchObject({ status: 'ACTIVE' });
    expect(result).toMatchObject({ successful: false, error: expect.stringContaining('401') });
  });
});

describe('accounts', () => {
  test('an alias is unique for a user and toolkit', async () => {
    const composio = composioAt(url());
    const raw = composio.getClient();
    const first = await connectAtComposio(composio, 'user-7', 'gmail');
    const second = await connectAtComposio(composio, 'user-7', 'gmail');

    await raw.connectedAccounts.patch(first.id, { alias: 'work' });

    await expect(raw.connectedAccounts.patch(second.id, { alias: 'work' })).rejects.toMatchObject({ status: 400 });
  });

  test('one switched off cannot run, and can again when switched on', async () => {
    const composio = composioAt(url());
    const raw = composio.getClient();
    const { id } = await connectAtComposio(composio, 'user-8', 'gmail');
    const run = () => raw.tools.execute('GMAIL_LIST_LABELS', { connected_account_id: id });

    await raw.connectedAccounts.updateStatus(id, { enabled: false });
    await expect(run()).rejects.toMatchObject({ status: 400 });
    await raw.connectedAccounts.updateStatus(id, { enabled: true });

    expect((await run()).successful).toBe(true);
  });

  test('an access token that ran out is renewed; a dead grant asks for the person', async () => {
    const composio = composioAt(url());
    const raw = composio.getClient();
    const { id } = await connectAtComposio(composio, 'user-9', 'gmail');
    const run = () => raw.tools.execute('GMAIL_LIST_LABELS', { connected_account_id: id });

    await admin('POST', '/admin/grants/expire', { provider: 'composio', id, kind: 'stale' });
    expect((await run()).successful).toBe(false);
    expect(await raw.connectedAccounts.retrieve(id)).toMatchObject({ status: 'ACTIVE' });
    expect((await run()).successful).toBe(true);

    await admin('POST', '/admin/grants/expire', { provider: 'composio', id, kind: 'stale' });
    expect(await raw.connectedAccounts.refresh(id)).toMatchObject({ status: 'ACTIVE', redirect_url: null });
    expect((await run()).successful).toBe(true);

    await admin('POST', '/admin/grants/expire', { provider: 'composio', id });
    expect(await raw.connectedAccounts.retrieve(id)).toMatchObject({ status: 'EXPIRED' });
    const again = await raw.connectedAccounts.refresh(id);
    await decide(again.redirect_url ?? '');
    expect((await run()).successful).toBe(true);
  });

  test('the retired way is closed for managed sign-in and open for keys', async () => {
    const composio = composioAt(url());
    const raw = composio.getClient();
    const managed = await composio.authConfigs.create('gmail', { type: 'use_composio_managed_auth' });
    const keys = await composio.authConfigs.create('stripe', {
      type: 'use_custom_auth',
      authScheme: 'API_KEY',
      credentials: {},
    });

    const retired = () =>
      raw.connectedAccounts.create({ auth_config: { id: managed.id }, connection: { user_id: 'u' } });
    const made = await raw.connectedAccounts.create({
      auth_config: { id: keys.id },
      connection: {
        user_id: 'u',
        state: { authScheme: 'API_KEY', val: { status: 'ACTIVE', generic_api_key: 'sk_test_1' } },
      },
    });

    await expect(retired()).rejects.toMatchObject({ status: 400, error: { error: { code: 600 } } });
    expect(made).toMatchObject({ status: 'ACTIVE', redirect_url: null });
  });

  test('with identity checks on, only the user the link was made for completes it', async () => {
    await admin('PUT', '/admin/settings', { verifyIdentity: true });
    const raw = composioAt(url()).getClient();
    const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: 'gmail' } });
    const link = await raw.link.create({
      auth_config_id: auth_config.id,
      user_id: 'me',
      callback_url: 'http://127.0.0.1:3000/v',
    });
    const { location } = await decide(link.redirect_url);
    await admin('PUT', '/admin/settings', { verifyIdentity: false });
    const session_uri = new URL(location ?? '').searchParams.get('session_uri');
    const complete = (user_id: string) =>
      raw.post('/api/v3.1/connected_accounts/complete_auth', { body: { session_uri, user_id }, maxRetries: 0 });

    await expect(complete('someone-else')).rejects.toMatchObject({ status: 403 });
    expect(await complete('me')).toMatchObject({
      connected_account_id: link.connected_account_id,
      toolkit_slug: 'gmail',
    });
    expect(await raw.connectedAccounts.retrieve(link.connected_account_id)).toMatchObject({ status: 'ACTIVE' });
  });
});

test('one credential is needed, a good one, and no more than one', async () => {
  const raw = composioAt(url(), 'ak_invalid').getClient();
  const both = fetch(`${url()}/composio/api/v3.1/toolkits`, {
    headers: { 'x-api-key': 'ak_1', 'x-org-api-key': 'ok_1' },
  });

  await expect(raw.authConfigs.list({ limit: 1 })).rejects.toMatchObject({ status: 401 });
  expect((await both).status).toBe(401);
});

test('a dead grant is announced, signed the way the SDK checks it', async () => {
  const composio = composioAt(url());
  const raw = composio.getClient();
  const heard: { headers: Record<string, unknown>; payload: string }[] = [];
  const listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ headers: request.headers, payload: Buffer.concat(chunks).toString() });
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const subscription = await raw.post<{ id: string; secret: string }>('/api/v3.1/webhook_subscriptions', {
    body: {
      webhook_url: `http://127.0.0.1:${port}/`,
      enabled_events: ['composio.connected_account.expired'],
      version: 'V3',
    },
  });
  const { id } = await connectAtComposio(composio, 'user-10', 'gmail');

  await admin('POST', '/admin/grants/expire', { provider: 'composio', id });
  await expect.poll(() => heard.length).toBe(1);
  listener.close();

  const [delivery] = heard;
  const verified = await composio.triggers.verifyWebhook({
    id: String(delivery?.headers['webhook-id']),
    timestamp: String(delivery?.headers['webhook-timestamp']),
    signature: String(delivery?.headers['webhook-signature']),
    payload: delivery?.payload ?? '',
    secret: subscription.secret,
  });
  expect(JSON.parse(delivery?.payload ?? '{}')).toMatchObject({
    type: 'composio.connected_account.expired',
    data: { id },
  });
  expect(verified).toBeTruthy();
});

test('everything the high-level client reads, it can parse', async () => {
  const composio = composioAt(url());
  const { id, authConfigId } = await connectAtComposio(composio, 'user-11', 'linear');

  const { items } = await composio.connectedAccounts.list({ userIds: ['user-11'], statuses: ['ACTIVE'] });
  const account = await composio.connectedAccounts.get(id);
  const configs = await composio.authConfigs.list({ toolkit: 'linear' });
  const config = await composio.authConfigs.get(authConfigId);
  const toolkits = await composio.toolkits.get({ category: 'crm', sortBy: 'alphabetically' });
  const categories = await composio.toolkits.listCategories();
  const tool = await composio.tools.getRawComposioToolBySlug('LINEAR_CREATE_LINEAR_ISSUE');
  const every = await composio.tools.getRawComposioTools({ toolkits: toolkits.map(({ slug }) => slug), limit: 1000 });

  expect(items.map((item) => item.id)).toEqual([id]);
  expect(account).toMatchObject({ status: 'ACTIVE', authConfig: { id: authConfigId, isComposioManaged: true } });
  expect(configs.items[0]).toMatchObject({ id: authConfigId, noOfConnections: 1 });
  expect(config).toMatchObject({ status: 'ENABLED', authScheme: 'OAUTH2' });
  expect(toolkits.map(({ name }) => name)).toEqual([...toolkits.map(({ name }) => name)].sort());
  expect(categories.items.map(({ id: category }) => category)).toContain('developer-tools');
  expect(tool.inputParameters).toMatchObject({ type: 'object', required: ['title', 'team_id'] });
  expect(every.length).toBeGreaterThan(40);
  await composio.connectedAccounts.delete(id);
  expect((await composio.connectedAccounts.list({ userIds: ['user-11'] })).items).toEqual([]);
});

test('hints travel as tags', async () => {
  const raw = composioAt(url()).getClient();
  const tagsOf = async (slug: string) => (await raw.tools.retrieve(slug)).tags;

  expect(await tagsOf('GMAIL_FETCH_EMAILS')).toContain('readOnlyHint');
  expect(await tagsOf('GMAIL_DELETE_MESSAGE')).toContain('destructiveHint');
  expect(await tagsOf('GMAIL_SEND_EMAIL')).toEqual(['important', 'openWorldHint']);
});

test('webhook subscriptions are made with https, shown without their secret, rotated and deleted', async () => {
  const raw = composioAt(url()).getClient();
  const path = '/api/v3.1/webhook_subscriptions';
  const body = {
    webhook_url: 'https://product.example/hooks',
    enabled_events: ['composio.connected_account.expired'],
    version: 'V3',
  };

  const made = await raw.post<{ id: string; secret: string }>(path, { body });
  const shown = await raw.get<Record<string, unknown>>(`${path}/${made.id}`);
  const rotated = await raw.post<{ secret: string }>(`${path}/${made.id}/rotate_secret`);
  const plain = raw.post(path, { body: { ...body, webhook_url: 'http://product.example/hooks' } });

  await expect(plain).rejects.toMatchObject({ status: 400 });
  expect(made.secret).toMatch(/^whsec_/);
  expect(shown).not.toHaveProperty('secret');
  expect(rotated.secret).not.toBe(made.secret);
  await raw.delete(`${path}/${made.id}`);
  await expect(raw.get(`${path}/${made.id}`)).rejects.toMatchObject({ status: 404 });
});
