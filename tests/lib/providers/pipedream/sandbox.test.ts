import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipedream } from '@/lib/providers/pipedream';
import type { ConnectedAccount, Provider } from '@/lib/providers/provider';
import { decide } from '@/tests/sandbox/person';
import { withSandbox } from '@/tests/sandbox/running';
import { testIo } from '@/tests/support/provider-contract';

const sandbox = withSandbox();
const app = { slug: 'gmail', upstream: { auth_type: 'oauth', name: 'Gmail' } };
const soon = () => AbortSignal.timeout(10_000);
const find = {
  tool: {
    name: 'gmail-find-email',
    title: null,
    description: '',
    input_schema: {},
    output_schema: null,
    annotations: {},
    version: null,
  },
  input: {},
  requestId: 'req_test',
  traceparent: null,
};

let provider: Provider;
let account: ConnectedAccount;

beforeAll(async () => {
  provider = open();
  account = await connect('user-of-this-file');
});
afterAll(() => provider.close());

function open(): Provider {
  return pipedream.open(pipedream.sandboxSettings(sandbox.url()), testIo());
}

async function connect(externalUserId: string): Promise<ConnectedAccount> {
  const request = { app, externalUserId, reconnect: null, signal: soon() };
  const started = await provider.startConnection({
    ...request,
    callbackUrl: 'https://patchbay.test/callback?state=s',
    webhookUrl: null,
    authConfigId: null,
  });
  if (started.kind !== 'redirect') throw new Error('A page of the provider was expected.');
  await decide(started.url);
  const result = await provider.finishConnection({
    ...request,
    startedAt: new Date(),
    upstream: started.upstream,
    answer: {},
  });
  if (result.kind !== 'connected') throw new Error(`Not connected: ${result.kind}`);
  return {
    profileId: externalUserId,
    app,
    externalUserId,
    upstreamAccountId: result.account.upstreamAccountId,
    secret: null,
  };
}

const counters = async () => (await sandbox.admin('GET', '/admin/calls')).counters;
const call = () => provider.callTool(account, { ...find, signal: soon() });

describe('the bearer', () => {
  test('is asked for once, however many calls start cold', async () => {
    await sandbox.admin('DELETE', '/admin/calls');
    const cold = open();
    await Promise.all(Array.from({ length: 20 }, () => cold.listApps({ cursor: null, signal: soon() })));
    expect(await counters()).toMatchObject({ tokens: 1 });
  });

  test('that the service no longer accepts is renewed once, for all calls together, and no call fails', async () => {
    await call();
    await sandbox.admin('DELETE', '/admin/calls');
    await sandbox.admin('POST', '/admin/tokens/expire');
    const outcomes = await Promise.all(Array.from({ length: 30 }, call));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await counters()).toMatchObject({ tokens: 1 });
  });

  test('a service that refuses every bearer is not asked for ever', async () => {
    await sandbox.admin('PUT', '/admin/faults', { provider: 'pipedream', app: 'gmail', status: 401 });
    await expect(call()).rejects.toMatchObject({ code: 'provider_misconfigured' });
    expect((await counters()).tokens).toBeLessThanOrEqual(2);
  });
});

describe('a grant whose token merely ran out', () => {
  test('is renewed by asking for the account, and the call succeeds on the second try', async () => {
    await sandbox.admin('POST', '/admin/grants/expire', {
      provider: 'pipedream',
      id: account.upstreamAccountId,
      kind: 'stale',
    });
    expect(await call()).toMatchObject({ ok: true });
    expect(await counters()).toMatchObject({ refreshes: 1 });
  });
});

test('forty calls on a token that ran out make one renewal, and all succeed', async () => {
  await call();
  await sandbox.admin('POST', '/admin/grants/expire', {
    provider: 'pipedream',
    id: account.upstreamAccountId,
    kind: 'stale',
  });
  const outcomes = await Promise.all(Array.from({ length: 40 }, call));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(40);
  expect(await counters()).toMatchObject({ refreshes: 1 });
});

describe('connecting', () => {
  test('the link is for one app, and its token is kept nowhere', async () => {
    const started = await provider.startConnection({
      app,
      externalUserId: 'user-of-link',
      callbackUrl: 'https://patchbay.test/callback?state=s',
      webhookUrl: 'https://patchbay.test/hook/one-attempt',
      authConfigId: 'oa_own',
      reconnect: null,
      signal: soon(),
    });
    if (started.kind !== 'redirect') throw new Error('A page of the provider was expected.');
    const { searchParams } = new URL(started.url);
    expect(searchParams.get('app')).toBe('gmail');
    expect(searchParams.get('oauthAppId')).toBe('oa_own');
    expect(searchParams.get('token')).toMatch(/^ctok_/);
    expect(JSON.stringify(started.upstream)).not.toContain('ctok_');
  });

  test('an account that was there before is not taken for a new one', async () => {
    const request = { app, externalUserId: account.externalUserId, reconnect: null, signal: soon() };
    const started = await provider.startConnection({
      ...request,
      callbackUrl: 'https://patchbay.test/callback?state=s',
      webhookUrl: null,
      authConfigId: null,
    });
    const result = await provider.finishConnection({
      ...request,
      startedAt: new Date(),
      upstream: started.kind === 'redirect' ? started.upstream : {},
      answer: {},
    });
    expect(result).toEqual({ kind: 'pending' });
  });
});

describe('an app that needs no account', () => {
  test('is connected at once, and its tools run', async () => {
    let cursor: string | null = null;
    let open: typeof app | undefined;
    do {
      const page = await provider.listApps({ cursor, signal: soon() });
      open = page.items.find(({ auth_type }) => auth_type === 'none') as typeof app | undefined;
      cursor = open ? null : page.nextCursor;
    } while (cursor);
    if (!open) throw new Error('The sandbox has no app without an account.');
    const request = { app: open, externalUserId: 'user-without', reconnect: null, signal: soon() };
    const callbackUrl = 'https://patchbay.test/callback?state=s';
    const started = await provider.startConnection({ ...request, callbackUrl, webhookUrl: null, authConfigId: null });
    expect(started).toEqual({ kind: 'redirect', url: callbackUrl, upstream: {} });
    const result = await provider.finishConnection({ ...request, startedAt: new Date(), upstream: {}, answer: {} });
    if (result.kind !== 'connected') throw new Error('Not connected.');
    const profile = {
      ...account,
      profileId: 'without',
      app: open,
      upstreamAccountId: result.account.upstreamAccountId,
    };
    expect(await provider.checkConnection(profile, soon())).toMatchObject({ status: 'connected' });
    expect((await provider.listTools(profile, soon())).length).toBeGreaterThan(0);
    await provider.removeConnection(profile, soon());
  });
});

describe('MCP servers', () => {
  test('each connected app of a person is one, without a credential', async () => {
    const servers = await provider.mcp?.discoverServers({
      app: null,
      externalUserId: account.externalUserId,
      authConfigId: null,
      account: null,
      signal: soon(),
    });
    expect(servers).toHaveLength(1);
    expect(servers?.[0]).toMatchObject({
      appSlug: 'gmail',
      status: 'connected',
      metadata: { project_id: 'proj_sandbox', environment: 'development', auth_type: 'oauth' },
    });
    expect(servers?.[0]?.tools.length).toBeGreaterThan(3);
    expect(JSON.stringify(servers)).not.toMatch(/bearer|ctok_|secret/i);
  });

  test('checking one opens it and lists what it offers now', async () => {
    const query = { app, externalUserId: account.externalUserId, authConfigId: null, account, signal: soon() };
    const server = await provider.mcp?.checkServer(query);
    expect(server?.tools.map(({ name }) => name)).toContain('gmail-send-email');
    expect(server?.tools.map(({ name }) => name)).not.toContain('CONFIGURE_COMPONENT');
  });
});

test('a closed profile opens again when it is used', async () => {
  await call();
  await provider.close(account.profileId);
  await provider.close(account.profileId);
  expect(await call()).toMatchObject({ ok: true });
});

test('a tool that the server stopped offering is not listed any more', async () => {
  await sandbox.admin('PUT', '/admin/tools', { app: 'gmail', key: 'create-label', remove: true });
  const names = (await provider.listTools(account, soon())).map(({ name }) => name);
  expect(names).not.toContain('gmail-create-label');
  expect(names).toContain('gmail-send-email');
});
