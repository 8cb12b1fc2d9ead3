import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composio } from '@/lib/providers/composio';
import type { AppRef, ConnectedAccount, Provider } from '@/lib/providers/provider';
import { decide } from '@/tests/sandbox/person';
import { withSandbox } from '@/tests/sandbox/running';
import { testIo } from '@/tests/support/provider-contract';

const sandbox = withSandbox();
const app: AppRef = { slug: 'gmail', upstream: { auth_type: 'oauth', name: 'Gmail' } };
const soon = () => AbortSignal.timeout(10_000);
const callbackUrl = 'https://patchbay.test/callback?state=s';

let provider: Provider;

beforeAll(() => {
  provider = open();
});
afterEach(() => sandbox.admin('PUT', '/admin/settings', { verifyIdentity: false }));

function open(authConfigs: Record<string, string> = {}): Provider {
  return composio.open({ ...composio.sandboxSettings(sandbox.url()), authConfigs }, testIo());
}

async function begin(externalUserId: string, more: { app?: AppRef; authConfigId?: string; at?: Provider } = {}) {
  const request = { app: more.app ?? app, externalUserId, reconnect: null, signal: soon() };
  const started = await (more.at ?? provider).startConnection({
    ...request,
    callbackUrl,
    webhookUrl: null,
    authConfigId: more.authConfigId ?? null,
  });
  if (started.kind !== 'redirect') throw new Error('A page of the provider was expected.');
  const finish = (answer: Record<string, string>, as = externalUserId) =>
    provider.finishConnection({
      ...request,
      externalUserId: as,
      startedAt: new Date(),
      upstream: started.upstream,
      answer,
    });
  return { ...started, finish };
}

async function allow(url: string, key?: string): Promise<Record<string, string>> {
  const { location } = await decide(url, { ...(key && { key }) });
  return Object.fromEntries(new URL(location ?? callbackUrl).searchParams);
}

async function connect(externalUserId: string, ref = app): Promise<ConnectedAccount> {
  const { url, finish } = await begin(externalUserId, { app: ref });
  const result = await finish(await allow(url));
  if (result.kind !== 'connected') throw new Error(`Not connected: ${result.kind}`);
  return {
    profileId: externalUserId,
    app: ref,
    externalUserId,
    upstreamAccountId: result.account.upstreamAccountId,
    secret: null,
  };
}

async function authConfigsFor(toolkit: string): Promise<{ id: string }[]> {
  const url = `${sandbox.url()}/composio/api/v3.1/auth_configs?toolkit_slug=${toolkit}`;
  const { items } = await fetch(url, { headers: { 'x-api-key': 'ak_sandbox' } }).then((reply) => reply.json());
  return items;
}

describe('the auth config of an app', () => {
  test('is made once, however many people connect it first at the same moment', async () => {
    const slack = { slug: 'slack', upstream: {} };
    const attempts = await Promise.all(
      Array.from({ length: 8 }, (_, index) => begin(`first-${index}`, { app: slack })),
    );
    expect(new Set(attempts.map(({ authConfigId }) => authConfigId)).size).toBe(1);
    expect(await authConfigsFor('slack')).toHaveLength(1);
  });

  test('that another process made at the same moment is shared, and nothing is left over', async () => {
    const notion = { slug: 'notion', upstream: {} };
    const attempts = await Promise.all(
      [open(), open(), open()].map((at, index) => begin(`p-${index}`, { app: notion, at })),
    );
    const left = (await authConfigsFor('notion')).map(({ id }) => id);
    expect(left).toHaveLength(1);
    for (const { authConfigId } of attempts) expect(authConfigId).toBe(left[0]);
  });

  test('the operator’s own is used, under any spelling of the app', async () => {
    const [known] = await Promise.all([begin('someone', { app: { slug: 'googlecalendar', upstream: {} } })]);
    const named = open({ google_calendar: known.authConfigId ?? '' });
    const started = await begin('someone', { app: { slug: 'googlecalendar', upstream: {} }, at: named });
    expect(started.authConfigId).toBe(known.authConfigId);
  });

  test('that was deleted at the service is found or made anew', async () => {
    const started = await begin('someone', { authConfigId: 'ac_gone' });
    expect(started.authConfigId).toMatch(/^ac_/);
    expect(started.authConfigId).not.toBe('ac_gone');
  });
});

describe('connecting', () => {
  test('an app with keys is connected on the page of the service, so that no key passes through here', async () => {
    const keyed = await keyedApp();
    const { url, finish } = await begin('key-holder', { app: keyed });
    const result = await finish(await allow(url, 'sk_live_of_the_person'));
    expect(result).toMatchObject({ kind: 'connected', account: { authType: 'keys', secret: null } });
    expect(JSON.stringify(result)).not.toContain('sk_live_of_the_person');
  });

  test('where the service asks who came back, the person of the attempt is named', async () => {
    await sandbox.admin('PUT', '/admin/settings', { verifyIdentity: true });
    const { url, finish } = await begin('verified-person');
    const answer = await allow(url);
    expect(answer.session_uri).toBeTruthy();
    expect(await finish({})).toEqual({ kind: 'pending' });
    expect((await finish(answer, 'somebody-else')).kind).toBe('failed');
    expect(await finish(answer)).toMatchObject({ kind: 'connected' });
    expect(await finish(answer)).toMatchObject({ kind: 'connected' });
  });

  test('removing revokes at the app and deletes the record', async () => {
    const account = await connect('leaver');
    await provider.removeConnection(account, soon());
    expect(await provider.checkConnection(account, soon())).toMatchObject({ status: 'revoked' });
  });
});

test('an app that needs no account is connected at once, and its tools run', async () => {
  const open = await appWith('none');
  const { finish } = await begin('user-without', { app: open });
  const result = await finish({});
  if (result.kind !== 'connected') throw new Error('Not connected.');
  const { upstreamAccountId } = result.account;
  const profile = { profileId: 'p', app: open, externalUserId: 'user-without', upstreamAccountId, secret: null };
  const [tool] = await provider.listTools(profile, soon());
  if (!tool) throw new Error('The app has no tools.');
  const call = { tool, input: {}, signal: soon(), requestId: 'r', traceparent: null };
  expect(await provider.callTool(profile, call)).toHaveProperty('ok');
});

test('a definition that changed upstream is called in the version that was listed', async () => {
  const account = await connect('version-user');
  await sandbox.admin('PUT', '/admin/tools', { app: 'gmail', key: 'list-labels', description: 'List all labels.' });
  const tool = (await provider.listTools(account, soon())).find(({ name }) => name === 'GMAIL_LIST_LABELS');
  expect(tool?.version).toBe('20261001_01');
  if (!tool) return;
  const call = { tool, input: {}, signal: soon(), requestId: 'r', traceparent: null };
  expect(await provider.callTool(account, call)).toMatchObject({ ok: true });
});

describe('MCP servers and the set-up command', () => {
  test('preparing an app twice makes one auth config and one server', async () => {
    const app = { slug: 'github', upstream: {} };
    const first = await provider.setUp?.prepareApp({ app, authConfigId: null, signal: soon() });
    const again = await provider.setUp?.prepareApp({ app, authConfigId: null, signal: soon() });
    expect(first).toMatchObject({ authConfig: { created: true }, mcpServer: { created: true } });
    expect(again).toMatchObject({
      authConfig: { upstreamId: first?.authConfig.upstreamId, created: false },
      mcpServer: { upstreamId: first?.mcpServer.upstreamId, created: false },
    });
  });

  test('a server is addressed by one account, in the form that its transport takes, and lists its tools', async () => {
    const account = await connect('mcp-user');
    const query = { app, externalUserId: 'mcp-user', authConfigId: null, account, signal: soon() };
    const server = await provider.mcp?.checkServer(query);
    expect(server?.status).toBe('connected');
    expect(server?.tools.map(({ name }) => name)).toContain('GMAIL_SEND_EMAIL');
    expect(JSON.stringify(server)).not.toContain('ak_sandbox');
  });

  test('each connected app of a person is discovered', async () => {
    await connect('discoverer');
    const query = { app: null, externalUserId: 'discoverer', authConfigId: null, account: null, signal: soon() };
    const servers = await provider.mcp?.discoverServers(query);
    expect(servers?.map(({ appSlug, status }) => [appSlug, status])).toEqual([['gmail', 'connected']]);
  });
});

async function keyedApp(): Promise<AppRef> {
  return appWith('keys');
}

async function appWith(auth_type: 'keys' | 'none'): Promise<AppRef> {
  const { items } = await provider.listApps({ cursor: null, signal: soon() });
  const found = items.find((item) => item.auth_type === auth_type);
  if (!found) throw new Error(`The sandbox has no app with ${auth_type}.`);
  return found;
}
