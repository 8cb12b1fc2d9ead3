import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { composio } from '@/lib/providers/composio';
import type { Provider, ToolCall } from '@/lib/providers/provider';
import account from '@/tests/fixtures/recorded/composio/account.json';
import notConnected from '@/tests/fixtures/recorded/composio/not-connected.json';
import toolkit from '@/tests/fixtures/recorded/composio/toolkit.json';
import toolkits from '@/tests/fixtures/recorded/composio/toolkits.json';
import tools from '@/tests/fixtures/recorded/composio/tools.json';
import { testIo } from '@/tests/support/provider-contract';
import { withRecordedServer } from '@/tests/support/recorded-server';

const service = withRecordedServer();
const soon = () => AbortSignal.timeout(10_000);
const V = '/api/v3.1';
const app = { slug: 'gmail', upstream: { auth_type: 'oauth' } };
const profile = { profileId: 'p1', app, externalUserId: 'user-abc-123', upstreamAccountId: 'ca_abc123', secret: null };
const mine = { items: [account], next_cursor: null, total_pages: 1, current_page: 1, total_items: 1 };
const nothing = { ...mine, items: [], total_items: 0 };

let provider: Provider;

beforeEach(() => {
  provider = composio.open({ apiKey: 'ak_of_the_project', baseUrl: service.url(), authConfigs: {} }, testIo());
});

describe('the catalogue', () => {
  test('is read whatever else is in it, and leaves out what has nothing to run', async () => {
    service.say(`GET ${V}/toolkits`, { body: toolkits });
    const { items, nextCursor } = await provider.listApps({ cursor: null, signal: soon() });
    expect(items.map(({ slug, auth_type, is_verified }) => [slug, auth_type, is_verified])).toEqual([
      ['gmail', 'oauth', true],
      ['openweather', 'keys', false],
      ['codeinterpreter', 'none', true],
    ]);
    expect(items[0]).toMatchObject({ categories: ['Email'], description: 'Mail.' });
    expect(items[0]?.popularity).toBeGreaterThan(items[1]?.popularity ?? 0);
    expect(nextCursor).toBeNull();
  });

  test('a request says one credential, no more than it must, and tells nobody else', async () => {
    service.say(`GET ${V}/toolkits`, { body: toolkits });
    await provider.listApps({ cursor: null, signal: soon() });
    expect(service.seen()).toHaveLength(1);
    const { headers } = service.seen()[0] ?? {};
    expect(headers).toMatchObject({ 'x-api-key': 'ak_of_the_project' });
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-user-api-key');
  });

  test('the library talks to nobody but the service, and takes over no signal of the process', async () => {
    const handlers = ['SIGINT', 'SIGTERM', 'beforeExit'].map((name) => process.listenerCount(name));
    const elsewhere = vi.spyOn(globalThis, 'fetch');
    service.say(`GET ${V}/toolkits`, { status: 500, body: {} });
    await expect(provider.listApps({ cursor: null, signal: soon() })).rejects.toThrow();
    await sleep(300); // it gathers what it would report for a fifth of a second
    expect(elsewhere).not.toHaveBeenCalled();
    expect(['SIGINT', 'SIGTERM', 'beforeExit'].map((name) => process.listenerCount(name))).toEqual(handlers);
    elsewhere.mockRestore();
  });

  test('a cursor that leads to itself ends the walk', async () => {
    service.say(`GET ${V}/tools`, { body: { ...tools, next_cursor: 'Mi01MDA=' } });
    expect((await provider.listAppTools(app, soon()))?.tools).toHaveLength(2);
    expect(service.seen(`GET ${V}/tools`)).toHaveLength(2);
  });
});

describe('tools', () => {
  test('are all asked for, in their latest version, and keep their schema as it is', async () => {
    service.say(`GET ${V}/tools`, { body: tools });
    const found = (await provider.listAppTools(app, soon()))?.tools;
    expect(found?.map(({ name, version }) => [name, version])).toEqual([
      ['GMAIL_SEND_EMAIL', '20261001_00'],
      ['GMAIL_UNTAGGED', null],
    ]);
    expect(found?.[0]?.input_schema).toEqual(tools.items[0]?.input_parameters);
    const { query } = service.seen(`GET ${V}/tools`)[0] ?? {};
    expect(query?.get('important')).toBe('false');
    expect(query?.get('toolkit_versions')).toBe('latest');
    expect(query?.get('toolkit_slug')).toBe('gmail');
  });

  test('promise the data that is handed on, not the envelope around it', async () => {
    service.say(`GET ${V}/tools`, { body: tools });
    const found = (await provider.listAppTools(app, soon()))?.tools;
    expect(found?.[0]?.output_schema).toEqual({
      type: 'object',
      properties: { mail: { $ref: '#/$defs/Mail' } },
      $defs: { Mail: { type: 'object' } },
    });
    expect(found?.[1]?.output_schema).toBeNull();
  });

  test('tags are hints, and a tool without any has said nothing', async () => {
    service.say(`GET ${V}/tools`, { body: tools });
    const found = (await provider.listAppTools(app, soon()))?.tools;
    const sends = { read_only: false, destructive: false, idempotent: false, open_world: true };
    expect(found?.map(({ annotations }) => annotations)).toEqual([sends, {}]);
  });
});

describe('running a tool', () => {
  const path = `POST ${V}/tools/execute/GMAIL_SEND_EMAIL`;

  test.each([
    [
      'data',
      { data: { id: 1 }, error: null, successful: true, log_id: 'l', session_info: null },
      { ok: true, content: { id: 1 } },
    ],
    ['nothing', { successful: true, data: null, error: null }, { ok: true, content: null }],
    ['a failure', { data: {}, error: 'No such label', successful: false }, { ok: false, reason: 'No such label' }],
    [
      'a failure with detail',
      { data: { status: 404 }, error: { message: 'Gone' }, successful: false },
      { ok: false, reason: 'Gone', content: { status: 404 } },
    ],
    [
      'a failure without a word',
      { data: {}, error: null, successful: false },
      { ok: false, reason: 'The tool failed without saying why.' },
    ],
  ])('answers %s', async (_, body, expected) => {
    service.say(path, { body });
    expect(await call()).toEqual(expected);
  });

  test('names the person, the account and the version in one request', async () => {
    service.say(path, { body: { data: {}, error: null, successful: true } });
    await call();
    expect(service.seen()).toHaveLength(1);
    expect(JSON.parse(service.seen()[0]?.body ?? '{}')).toEqual({
      user_id: 'user-abc-123',
      connected_account_id: 'ca_abc123',
      version: '20261001_00',
      arguments: { to: 'a@b.c' },
    });
  });

  test.each([
    [500, {}, 'provider_unavailable'],
    [409, {}, 'provider_rejected'],
    [408, {}, 'provider_unavailable'],
    [500, { 'x-should-retry': 'true' }, 'provider_unavailable'],
  ])('is not sent again after a %d', async (status, headers, code) => {
    service.say(path, { status, headers, body: { error: { message: 'no', code: status } } });
    await expect(call()).rejects.toMatchObject({ code });
    expect(service.seen(path)).toHaveLength(1);
  });

  test('a gateway’s page of HTML is the service being unavailable', async () => {
    service.say(path, { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad Gateway</html>' });
    const error = await call().catch((caught) => caught);
    expect(error).toMatchObject({ code: 'provider_unavailable' });
    expect(inspect(error, { depth: 9 })).not.toContain('Bad Gateway');
  });

  test('a limit says how long to wait', async () => {
    const body = { message: 'Rate limit exceeded. Limit: 2000 requests per 1 minutes' };
    service.say(path, { status: 429, headers: { 'retry-after': '3' }, body });
    await expect(call()).rejects.toMatchObject({ code: 'rate_limited', detail: { retryAfterS: 3 } });
  });

  test.each([
    ['expired', { ...account, user_id: 'user-abc-123', status: 'EXPIRED' }],
    ['revoked', { ...account, user_id: 'user-abc-123', status: 'REVOKED' }],
    ['switched off', { ...account, user_id: 'user-abc-123', status: 'INACTIVE' }],
  ])('"no connected account" means needs_reconnect when it is %s', async (_, body) => {
    service.say(path, { status: 400, body: notConnected });
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body });
    const error = await call().catch((caught) => caught);
    expect(error).toMatchObject({ code: 'needs_reconnect' });
    expect(inspect(error, { depth: 9 })).not.toContain('secret-looking');
    expect(service.seen(path)).toHaveLength(1);
  });

  const dead = [
    ['expired', { status: 'EXPIRED' }],
    ['revoked', { status: 'REVOKED' }],
    ['without its auth config', { auth_config: { id: 'ac_one', is_disabled: true } }],
  ] as const;

  test.each(
    dead.flatMap(([what, changes]) => [400, 403, 404, 410, 422].map((status) => [status, what, changes] as const)),
  )('a call turned away with %d is a dead grant when the account is %s', async (status, _, changes) => {
    service.say(path, { status, body: { error: { message: 'no', code: 4711, slug: 'x', status } } });
    service.say(`GET ${V}/connected_accounts/ca_abc123`, {
      body: { ...account, user_id: 'user-abc-123', ...changes },
    });
    await expect(call()).rejects.toMatchObject({ code: 'needs_reconnect' });
    expect(service.seen(path)).toHaveLength(1);
  });

  test('a call turned away stays what it is when the account is active, or cannot be asked for', async () => {
    service.say(path, { status: 403, body: { error: { message: 'no', code: 4711, slug: 'x', status: 403 } } });
    const active = { body: { ...account, user_id: 'user-abc-123' } };
    service.say(`GET ${V}/connected_accounts/ca_abc123`, active, { status: 503, body: {} });
    for (let time = 0; time < 2; time += 1) await expect(call()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(service.seen(path)).toHaveLength(2);
  });

  test('a tool that the service does not have any more is said to be that', async () => {
    service.say(path, {
      status: 404,
      body: { error: { message: 'no', code: 2401, slug: 'Tool_ToolNotFound', status: 404 } },
    });
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: { ...account, user_id: 'user-abc-123' } });
    await expect(call()).rejects.toMatchObject({
      code: 'provider_rejected',
      message: 'Composio does not have this tool any more.',
    });
  });

  test('a tool whose app says that access is gone has it asked for, and is not run twice', async () => {
    service.say(path, { body: { successful: false, error: '403 Forbidden: token was revoked', data: {} } });
    const asked = { ...account, user_id: 'user-abc-123' };
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: asked }, { body: { ...asked, status: 'REVOKED' } });
    expect(await call()).toMatchObject({ ok: false, reason: '403 Forbidden: token was revoked' });
    await expect(call()).rejects.toMatchObject({ code: 'needs_reconnect' });
    expect(service.seen(path)).toHaveLength(2);
  });

  const keyRefused = {
    status: 401,
    body: { error: { message: 'Invalid API key', code: 10401, slug: 'x', status: 401 } },
  };

  test('a key that is refused for one account alone is not said to be wrong', async () => {
    service.say(path, keyRefused);
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: { ...account, user_id: 'user-abc-123' } });
    await expect(call()).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining('for this connection, and no other'),
    });
    expect(service.seen(path)).toHaveLength(1);
  });

  test('our own key being refused says so', async () => {
    service.say(path, keyRefused);
    service.say(`GET ${V}/connected_accounts/ca_abc123`, keyRefused);
    const error = await call().catch((caught) => caught);
    expect(error).toMatchObject({
      code: 'provider_misconfigured',
      message: expect.stringContaining('credentials of this installation'),
    });
  });

  test('a caller that checks grants for many calls at once is asked instead of the service', async () => {
    service.say(path, { status: 400, body: notConnected });
    const checkGrant = async () => ({ status: 'needs_reconnect' as const, reason: 'Dead already.' });
    await expect(call({ checkGrant })).rejects.toMatchObject({ code: 'needs_reconnect', message: 'Dead already.' });
    expect(service.seen(`GET ${V}/connected_accounts`)).toHaveLength(0);
  });

  test('"no connected account" for an active one is the service contradicting itself', async () => {
    service.say(path, { status: 400, body: notConnected });
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: { ...account, user_id: 'user-abc-123' } });
    await expect(call()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(service.seen(path)).toHaveLength(2);
  });

  test('an account of another person is refused', async () => {
    service.say(path, { status: 400, body: { error: { message: 'mismatch', code: 1812, slug: 'x', status: 400 } } });
    await expect(call()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(service.seen()).toHaveLength(1);
  });
});

describe('whose account it is', () => {
  test('is asked of the list where the account itself no longer says', async () => {
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: account });
    service.say(`GET ${V}/connected_accounts`, { body: mine });
    expect(await provider.checkConnection(profile, soon())).toEqual({ status: 'connected', expiresAt: null });
    const { query } = service.seen(`GET ${V}/connected_accounts`).find(({ path }) => path.endsWith('accounts')) ?? {};
    expect(query?.get('user_ids')).toBe('user-abc-123');
    expect(query?.get('connected_account_ids')).toBe('ca_abc123');
  });

  test('is not this person, when the list does not hold it', async () => {
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: account });
    service.say(`GET ${V}/connected_accounts`, { body: nothing });
    expect(await provider.checkConnection(profile, soon())).toMatchObject({ status: 'error' });
  });
});

describe('finishing a connection', () => {
  const finish = (answer = {}) =>
    provider.finishConnection({
      app,
      externalUserId: 'user-abc-123',
      startedAt: new Date(),
      upstream: { connected_account_id: 'ca_abc123', auth_config_id: 'ac_one' },
      answer,
      reconnect: null,
      signal: soon(),
    });
  const says = (changes: object) =>
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: { ...account, user_id: 'user-abc-123', ...changes } });

  test('asks the app who the person is, and hands on no token', async () => {
    says({});
    service.say(`GET ${V}/toolkits/gmail`, { body: toolkit });
    service.say(`POST ${V}/tools/execute/proxy`, {
      body: { status: 200, data: { emailAddress: 'jane@example.com' }, headers: {} },
    });
    const result = await finish();
    expect(result).toMatchObject({ kind: 'connected', account: { label: 'jane@example.com', secret: null } });
    expect(JSON.stringify(result)).not.toContain('ya29');
  });

  test('does without a name when the app does not give one', async () => {
    says({ state: null });
    service.say(`GET ${V}/toolkits/gmail`, { status: 500, body: {} });
    expect(await finish()).toMatchObject({ kind: 'connected', account: { label: null } });
  });

  test.each([
    ['is for another app', { toolkit: { slug: 'slack' } }, 'failed'],
    ['uses another auth config', { auth_config: { id: 'ac_two' } }, 'failed'],
    ['belongs to someone else', { user_id: 'someone-else' }, 'failed'],
    ['ran out of time', { status: 'EXPIRED' }, 'failed'],
    ['failed at the app', { status: 'FAILED' }, 'failed'],
    ['is still open', { status: 'INITIALIZING' }, 'pending'],
  ])('an account that %s', async (_, changes, kind) => {
    says(changes);
    expect(await finish({ status: 'success' })).toMatchObject({ kind });
  });
});

describe('removing', () => {
  const calls = () =>
    service.seen().map(({ method, path, query }) => `${method} ${path}${query.size ? `?${query}` : ''}`);

  beforeEach(() => {
    service.say(`GET ${V}/connected_accounts/ca_abc123`, { body: { ...account, user_id: 'user-abc-123' } });
    service.say(`DELETE ${V}/connected_accounts/ca_abc123`, { body: { success: true } });
  });

  test('revokes at the app first, then deletes', async () => {
    service.say(`POST ${V}/connected_accounts/ca_abc123/revoke`, { body: { revoked_tokens: ['access_token'] } });
    await provider.removeConnection(profile, soon());
    expect(calls().slice(1)).toEqual([
      `POST ${V}/connected_accounts/ca_abc123/revoke`,
      `DELETE ${V}/connected_accounts/ca_abc123?revoke_on_delete=true`,
    ]);
  });

  test('deletes what cannot be revoked', async () => {
    service.say(`POST ${V}/connected_accounts/ca_abc123/revoke`, {
      status: 400,
      body: { error: { code: 1, message: 'x' } },
    });
    await provider.removeConnection(profile, soon());
    expect(calls().at(-1)).toMatch(/^DELETE/);
  });

  test('keeps the record while revoking is impossible to try, so that it can be tried later', async () => {
    service.say(`POST ${V}/connected_accounts/ca_abc123/revoke`, { status: 503, body: {} });
    await expect(provider.removeConnection(profile, soon())).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(calls().some((line) => line.startsWith('DELETE'))).toBe(false);
  });

  test('a grant that was replaced is forgotten without revoking, which could end the new one', async () => {
    await provider.removeConnection(profile, soon(), { replaced: true });
    expect(calls().at(-1)).toBe(`DELETE ${V}/connected_accounts/ca_abc123?revoke_on_delete=false`);
    expect(calls().some((line) => line.includes('revoke ') || line.endsWith('/revoke'))).toBe(false);
  });
});

describe('an auth config', () => {
  const link = {
    link_token: 'ln_1',
    redirect_url: 'https://connect.composio.dev/link/ln_1',
    connected_account_id: 'ca_new',
  };
  const start = () =>
    provider.startConnection({
      app,
      externalUserId: 'user-abc-123',
      callbackUrl: 'https://patchbay.test/cb?state=s',
      webhookUrl: null,
      authConfigId: null,
      reconnect: null,
      signal: soon(),
    });

  test('that the service lists as managed but refuses to manage is made for keys instead', async () => {
    const made = { id: 'ac_key', status: 'ENABLED', toolkit: { slug: 'gmail', logo: null }, credentials: null };
    service.say(`GET ${V}/auth_configs`, { body: nothing }, { body: { ...nothing, items: [made] } });
    service.say(`GET ${V}/toolkits/gmail`, { body: toolkit });
    const created = { toolkit: { slug: 'gmail' }, auth_config: { id: 'ac_key', auth_scheme: 'API_KEY' } };
    service.say(
      `POST ${V}/auth_configs`,
      { status: 400, body: { error: { code: 400 } } },
      { status: 201, body: created },
    );
    service.say(`POST ${V}/connected_accounts/link`, { status: 201, body: link });
    expect(await start()).toMatchObject({ kind: 'redirect', authConfigId: 'ac_key', url: link.redirect_url });
    const sent = service.seen(`POST ${V}/auth_configs`).map(({ body }) => JSON.parse(body).auth_config);
    expect(sent).toMatchObject([
      { type: 'use_composio_managed_auth' },
      { type: 'use_custom_auth', authScheme: 'API_KEY' },
    ]);
  });

  test('is never made for OAuth without a client: an administrator is asked for one', async () => {
    service.say(`GET ${V}/auth_configs`, { body: nothing });
    const own = { ...toolkit, composio_managed_auth_schemes: [], auth_config_details: [{ mode: 'OAUTH2' }] };
    service.say(`GET ${V}/toolkits/gmail`, { body: own });
    await expect(start()).rejects.toMatchObject({
      code: 'provider_misconfigured',
      message: expect.stringContaining('OAuth client'),
    });
    expect(service.seen(`POST ${V}`)).toHaveLength(0);
  });

  test('a link is asked for again when making it fails, and an address that is none is not handed to a browser', async () => {
    service.say(`GET ${V}/auth_configs`, { body: { ...nothing, items: [{ id: 'ac_1', toolkit: { slug: 'gmail' } }] } });
    service.say(
      `POST ${V}/connected_accounts/link`,
      { status: 500, body: {} },
      { status: 201, body: { ...link, redirect_url: 'javascript:1' } },
    );
    await expect(start()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(service.seen(`POST ${V}/connected_accounts/link`)).toHaveLength(2);
  });
});

test('neither an error nor the provider itself prints the key', async () => {
  service.say(`GET ${V}/toolkits`, {
    status: 401,
    body: { error: { message: 'Invalid API key ak_of_the_project', code: 401 } },
  });
  const error = await provider.listApps({ cursor: null, signal: soon() }).catch((caught) => caught);
  expect(error).toMatchObject({ code: 'provider_misconfigured' });
  expect(inspect(error, { depth: 12 }) + JSON.stringify(error)).not.toContain('ak_of_the_project');
  expect(inspect(provider, { depth: 12 }) + JSON.stringify(provider)).not.toContain('ak_of_the_project');
});

function call(more: Partial<ToolCall> = {}) {
  const tool = {
    name: 'GMAIL_SEND_EMAIL',
    title: null,
    description: '',
    input_schema: {},
    output_schema: null,
    annotations: {},
    version: '20261001_00',
  };
  return provider.callTool(profile, {
    tool,
    input: { to: 'a@b.c' },
    signal: soon(),
    requestId: 'r',
    traceparent: null,
    ...more,
  });
}
