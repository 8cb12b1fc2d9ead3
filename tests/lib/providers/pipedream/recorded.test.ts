import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pipedream } from '@/lib/providers/pipedream';
import type { Progress, Provider } from '@/lib/providers/provider';
import { failureOf } from '@/lib/providers/upstream/failure';
import account from '@/tests/fixtures/recorded/pipedream/account.json';
import actions from '@/tests/fixtures/recorded/pipedream/actions.json';
import firstApps from '@/tests/fixtures/recorded/pipedream/apps-first.json';
import lastApps from '@/tests/fixtures/recorded/pipedream/apps-last.json';
import toolList from '@/tests/fixtures/recorded/pipedream/tool-list.json';
import { testIo } from '@/tests/support/provider-contract';
import { asEvent, type Reply, withRecordedServer } from '@/tests/support/recorded-server';

const service = withRecordedServer();
const soon = () => AbortSignal.timeout(10_000);
const P = '/v1/connect/proj_1';
const app = { slug: 'slack', upstream: { auth_type: 'oauth' } };
const profile = {
  profileId: 'p1',
  app,
  externalUserId: 'user-abc-123',
  upstreamAccountId: 'apn_XehyZPr',
  secret: null,
};

let provider: Provider;

beforeEach(() => {
  provider = pipedream.open(
    {
      clientId: 'client',
      clientSecret: 'the-client-secret',
      projectId: 'proj_1',
      environment: 'production',
      baseUrl: service.url(),
      mcpUrl: `${service.url()}/mcp`,
    },
    testIo(),
  );
  service.say('POST /v1/oauth/token', {
    body: { access_token: 'the-bearer', token_type: 'Bearer', expires_in: 3600, created_at: 1_750_000_000 },
  });
});
afterEach(() => provider.close());

describe('the catalogue', () => {
  test('is read whatever else is in it, and ends although the last page names a cursor', async () => {
    service.say('GET /v1/connect/apps', { body: firstApps }, { body: lastApps });
    const first = await provider.listApps({ cursor: null, signal: soon() });
    expect(first.items.map(({ slug, auth_type }) => [slug, auth_type])).toEqual([
      ['google_sheets', 'oauth'],
      ['hacker_news', 'none'],
      ['bare', 'none'],
    ]);
    expect(first.items[1]).toMatchObject({ description: '', icon_url: null, categories: [], popularity: 0 });
    expect(first.nextCursor).toBe('YmFyZQ');
    const last = await provider.listApps({ cursor: first.nextCursor, signal: soon() });
    expect(last).toEqual({ items: [], nextCursor: null });
    expect(service.seen('GET /v1/connect/apps')[1]?.query.get('after')).toBe('YmFyZQ');
  });

  test('a cursor that leads to itself is passed on, so that nobody takes the list for whole', async () => {
    service.say('GET /v1/connect/apps', { body: firstApps });
    expect(await provider.listApps({ cursor: 'YmFyZQ', signal: soon() })).toMatchObject({ nextCursor: 'YmFyZQ' });
  });

  test('a page of HTML is a failure of the service, not an empty catalogue', async () => {
    service.say('GET /v1/connect/apps', { headers: { 'content-type': 'text/html' }, body: '<html>Hello</html>' });
    const failure = provider.listApps({ cursor: null, signal: soon() });
    await expect(failure).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});

describe('tools', () => {
  test('props become the schema that a caller fills in', async () => {
    service.say(`GET ${P}/actions`, { body: actions });
    const tools = (await provider.listAppTools(app, soon()))?.tools;
    expect(tools?.map(({ name }) => name)).toEqual(['slack-send-message', 'slack-bare']);
    expect(tools?.[0]).toMatchObject({
      title: 'Send Message',
      version: '0.2.1',
      annotations: { read_only: false, destructive: false, open_world: true },
    });
    expect(tools?.[0]?.annotations).not.toHaveProperty('idempotent');
    expect(tools?.[1]?.annotations).toEqual({});
    expect(tools?.[0]?.input_schema).toEqual({
      type: 'object',
      additionalProperties: false,
      required: ['conversation', 'mode', 'reply', 'channelOfDiscord'],
      properties: {
        conversation: {
          type: 'string',
          title: 'Channel',
          description: 'Where to. The possible values depend on the connected account.',
        },
        text: { type: ['string', 'null'] },
        mode: {
          type: 'string',
          enum: ['plain', 'links'],
          default: 'plain',
          description: 'One of: links (With links).',
        },
        users: { type: ['array', 'null'], items: { type: 'string' } },
        retries: { type: ['integer', 'null'], minimum: 0, maximum: 5 },
        reply: { type: 'boolean' },
        metadata: { type: ['object', 'null'], additionalProperties: true },
        anything: {},
        botToken: { type: ['string', 'null'], secret: true, writeOnly: true },
        channelOfDiscord: { type: 'string' },
      },
    });
  });

  test('of a shape that the library does not know are read, and nothing is printed about them', async () => {
    const warnings = vi.spyOn(console, 'warn');
    service.say(`GET ${P}/actions`, { body: actions });
    await provider.listAppTools(app, soon());
    expect(warnings).not.toHaveBeenCalled();
    warnings.mockRestore();
  });

  test('a server of the former MCP revision says which of them can be run', async () => {
    service.say(`GET ${P}/actions`, { body: actions });
    speakFormerMcp();
    service.say('POST /mcp tools/list', asEvent(toolList));
    const tools = await provider.listTools(profile, soon());
    expect(tools.map(({ name, version }) => [name, version])).toEqual([
      ['slack-send-message', '0.2.1'],
      ['slack-only-here', null],
    ]);
    expect(tools[1]?.input_schema).toEqual(toolList.tools[1]?.inputSchema);
  });

  test('every request to the MCP server pins the person, the account and the mode', async () => {
    speakFormerMcp();
    service.say('POST /mcp tools/call', answered({ ret: 1 }));
    await call();
    const [asked] = service.seen('POST /mcp tools/call');
    expect(asked?.headers).toMatchObject({
      authorization: 'Bearer the-bearer',
      'x-pd-project-id': 'proj_1',
      'x-pd-environment': 'production',
      'x-pd-external-user-id': 'user-abc-123',
      'x-pd-account-id': 'apn_XehyZPr',
      'x-pd-app-slug': 'slack',
      'x-pd-tool-mode': 'tools-only',
    });
    expect(JSON.parse(asked?.body ?? '{}').params._meta).toMatchObject({ traceparent: TRACE });
  });
});

describe('what a tool answers', () => {
  beforeEach(() => speakFormerMcp());

  test.each([
    [
      'its value',
      answered({ exports: { $summary: 'Sent' }, os: [], ret: { ts: '1' } }),
      { ok: true, content: { ts: '1' } },
    ],
    [
      'a summary where there is no value',
      answered({ exports: { $summary: 'Sent' }, os: [] }),
      { ok: true, content: { summary: 'Sent' } },
    ],
    ['plain text', textAnswer('Sent.'), { ok: true, content: 'Sent.' }],
    ['structured content', asEvent({ content: [], structuredContent: { id: 7 } }), { ok: true, content: { id: 7 } }],
    [
      'an error in a success',
      answered({ exports: {}, os: [], error: { name: 'E', message: 'No such channel' } }),
      { ok: false, reason: 'No such channel' },
    ],
    [
      'an error among the logs',
      answered({ exports: {}, os: [{ ts: 1, k: 'error', err: { message: 'Boom' } }] }),
      { ok: false, reason: 'Boom' },
    ],
    ['a bare error', answered({ error: 'Tool not found' }, true), { ok: false, reason: 'Tool not found' }],
    [
      'an error that says nothing',
      asEvent({ content: [], isError: true }),
      { ok: false, reason: 'The tool failed without saying why.' },
    ],
  ])('%s', async (_, reply, expected) => {
    service.say('POST /mcp tools/call', reply);
    expect(await call()).toEqual(expected);
    expect(service.seen('POST /mcp tools/call')).toHaveLength(1);
  });

  test('a refusal by the protocol is an answer too', async () => {
    const refusal = { jsonrpc: '2.0', id: '$id', error: { code: -32602, message: 'Unknown tool: slack-send-message' } };
    service.say('POST /mcp tools/call', { body: refusal });
    expect(await call()).toMatchObject({ ok: false, reason: expect.stringContaining('Unknown tool') });
  });
});

describe('the connection to the MCP server', () => {
  test('is opened once for many calls of a profile', async () => {
    speakFormerMcp();
    service.say('POST /mcp tools/call', answered({ ret: 1 }));
    await Promise.all([call(), call(), call()]);
    await call();
    expect(service.seen('POST /mcp initialize')).toHaveLength(1);
    expect(service.seen('GET /mcp')).toHaveLength(0);
  });

  test('is opened anew when the server has forgotten it, because then the call was not carried out', async () => {
    speakFormerMcp();
    service.say('POST /mcp tools/call', { status: 404, body: { error: 'Unknown session' } }, answered({ ret: 'done' }));
    expect(await call()).toEqual({ ok: true, content: 'done' });
    expect(service.seen('POST /mcp initialize')).toHaveLength(2);
  });

  test('that fails to open says that the call was never sent, and the next call opens it', async () => {
    speakFormerMcp();
    service.say('POST /mcp server/discover', { status: 503, body: {} });
    const error = await call().catch((caught) => caught);
    expect(error).toMatchObject({ code: 'provider_unavailable' });
    expect(failureOf(error)?.neverSent).toBe(true);
    speakFormerMcp();
    service.say('POST /mcp tools/call', answered({ ret: 'done' }));
    expect(await call()).toEqual({ ok: true, content: 'done' });
  });

  test('hands on how far the tool is', async () => {
    speakFormerMcp();
    const { body } = answered({ ret: 'done' });
    const step = { progressToken: '$id', progress: 1, total: 2, message: 'Half way' };
    const event = { jsonrpc: '2.0', method: 'notifications/progress', params: step };
    const stream = `event: message\ndata: ${JSON.stringify(event)}\n\n${body}`;
    service.say('POST /mcp tools/call', { headers: { 'content-type': 'text/event-stream' }, body: stream });
    const heard: unknown[] = [];
    expect(await call(soon(), (progress) => heard.push(progress))).toEqual({ ok: true, content: 'done' });
    expect(heard).toEqual([{ progress: 1, total: 2, message: 'Half way' }]);
  });

  test('an answer that breaks off is a failure at once, not at the deadline', async () => {
    speakFormerMcp();
    service.say('POST /mcp tools/call', { headers: { 'content-type': 'text/event-stream' }, body: ': working\n\n' });
    const startedAt = Date.now();
    await expect(call()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(Date.now() - startedAt).toBeLessThan(2000);
  });

  test('a caller that hangs up leaves a server of the former revision too, and no other call suffers', async () => {
    speakFormerMcp();
    service.say('POST /mcp notifications/cancelled', { status: 202, body: '' });
    service.say(
      'POST /mcp tools/call',
      { ...answered({ ret: 'late' }), delayMs: 1500 },
      { ...answered({ ret: 'kept' }), delayMs: 400 },
    );
    const hangUp = new AbortController();
    const first = call(hangUp.signal);
    const second = new Promise((resolve) => setTimeout(resolve, 200)).then(() => call());
    setTimeout(() => hangUp.abort(new Error('hung up')), 400);
    await expect(first).rejects.toThrow('hung up');
    expect(await second).toEqual({ ok: true, content: 'kept' });
    await expect.poll(() => service.hangUps()).toBe(1);
  });
});

describe('an answer that asks to connect', () => {
  const asks = asEvent({
    _meta: { requestId: 'r' },
    content: [
      {
        type: 'text',
        text: 'Connect: https://pipedream.com/_static/connect.html?token=ctok_0123456789abcdef&app=slack',
      },
    ],
    accountRequired: true,
    connectUrl: 'https://pipedream.com/_static/connect.html?token=ctok_0123456789abcdef',
    isError: false,
  });
  beforeEach(() => speakFormerMcp());

  test('is asked again once when the account is healthy, because the service is known to err', async () => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: account });
    service.say('POST /mcp tools/call', asks, answered({ ret: 'sent' }));
    expect(await call()).toEqual({ ok: true, content: 'sent' });
  });

  test('never reaches the agent with its live link', async () => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: account });
    service.say('POST /mcp tools/call', asks);
    const error = await call().catch((caught) => caught);
    expect(error).toMatchObject({ code: 'provider_rejected' });
    expect(String(error.stack) + JSON.stringify(error)).not.toContain('ctok_');
    expect(service.seen('POST /mcp tools/call')).toHaveLength(2);
  });

  test.each([
    ['is dead', { body: { ...account, dead: true, healthy: false } }],
    ['is gone', { status: 404, body: { error: 'record not found' } }],
    ['belongs to someone else', { body: { ...account, external_id: 'someone-else' } }],
  ])('means needs_reconnect when the account %s', async (_, reply) => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, reply);
    service.say('POST /mcp tools/call', asks);
    await expect(call()).rejects.toMatchObject({ code: 'needs_reconnect' });
    expect(service.seen('POST /mcp tools/call')).toHaveLength(1);
  });
});

describe('an answer that casts doubt on the grant', () => {
  beforeEach(() => speakFormerMcp());
  const dead = { body: { ...account, dead: true, healthy: false } };

  test.each([400, 403, 404, 410, 422])(
    'a call turned away with %d is a dead grant when the service says so',
    async (status) => {
      service.say(`GET ${P}/accounts/apn_XehyZPr`, dead);
      service.say('POST /mcp tools/call', { status, body: { error: 'no' } });
      await expect(call()).rejects.toMatchObject({ code: 'needs_reconnect' });
    },
  );

  test('and stays what it is when the account is good, or cannot be asked for', async () => {
    service.say('POST /mcp tools/call', { status: 403, body: { error: 'no' } });
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: account }, { status: 503, body: {} });
    for (let time = 0; time < 2; time += 1) await expect(call()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(service.seen('POST /mcp tools/call')).toHaveLength(2);
  });

  test('a refused bearer that is good for asking about the account is not blamed on the installation', async () => {
    service.say('POST /mcp tools/call', { status: 401, body: { error: 'unauthorized' } });
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: account }, { status: 401, body: {} });
    await expect(call()).rejects.toMatchObject({
      code: 'provider_rejected',
      message: expect.stringContaining('for this connection'),
    });
    await expect(call()).rejects.toMatchObject({ code: 'provider_misconfigured' });
  });

  test('a tool whose app says that access is gone has it asked for too, and is not run twice', async () => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: account }, dead);
    const refused = { error: 'Forbidden: access was revoked' };
    service.say('POST /mcp tools/call', answered(refused));
    expect(await call()).toEqual({ ok: false, reason: 'Forbidden: access was revoked' });
    await expect(call()).rejects.toMatchObject({ code: 'needs_reconnect' });
    expect(service.seen('POST /mcp tools/call')).toHaveLength(2);
  });

  test('an account that is being renewed there is still called', async () => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: { ...account, healthy: false, dead: null } });
    service.say('POST /mcp tools/call', answered({ error: '401 Unauthorized' }), answered({ ret: 'sent' }));
    expect(await call()).toEqual({ ok: true, content: 'sent' });
  });
});

describe('an account', () => {
  test.each([
    ['with tokens that the service renews', {}, { status: 'connected', expiresAt: null }],
    ['whose end is near and that nobody renews', ending(1), { status: 'expiring' }],
    ['whose end is far', ending(90), { status: 'connected' }],
    ['that has ended', ending(-1), { status: 'needs_reconnect' }],
    ['that the service is still trying to renew', { healthy: false, dead: null }, { status: 'connected' }],
    ['that is dead', { dead: true }, { status: 'needs_reconnect' }],
    [
      'with hardly anything in it',
      { healthy: undefined, app: undefined, updated_at: undefined },
      { status: 'connected' },
    ],
  ])('%s', async (_, changes, expected) => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: { ...account, ...changes } });
    expect(await provider.checkConnection(profile, soon())).toMatchObject(expected);
  });

  test('that cannot be read is a failure, never a verdict', async () => {
    service.say(`GET ${P}/accounts/apn_XehyZPr`, { body: { ...account, id: '../../other' } });
    await expect(provider.checkConnection(profile, soon())).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  test('is listed for one person of one app, and whatever else comes is left out', async () => {
    const others = [
      { ...account, id: 'apn_other', external_id: 'someone-else' },
      { ...account, id: 'apn_app', app: { ...account.app, name_slug: 'discord' } },
    ];
    service.say(`GET ${P}/accounts`, { body: { data: others, page_info: { end_cursor: null } } });
    const request = { app, externalUserId: 'user-abc-123', reconnect: null, signal: soon() };
    const finish = {
      ...request,
      startedAt: new Date(),
      upstream: {},
      answer: { outcome: 'success', account_id: 'apn_other' },
    };
    expect(await provider.finishConnection(finish)).toEqual({ kind: 'pending' });
    expect(service.seen(`GET ${P}/accounts`)[0]?.query.get('external_user_id')).toBe('user-abc-123');
  });
});

describe('a token', () => {
  test.each([
    ['does not say how long it lives', {}],
    ['says it as text', { expires_in: '3600' }],
    ['says that it is over', { expires_in: 0 }],
    ['says that it never ends', { expires_in: 1e300 }],
  ])('that %s is used, and not asked for with every request', async (_, life) => {
    service.say('POST /v1/oauth/token', { body: { access_token: 'a-bearer', token_type: 'Bearer', ...life } });
    service.say('GET /v1/connect/apps', { body: lastApps });
    for (let time = 0; time < 3; time += 1) await provider.listApps({ cursor: null, signal: soon() });
    expect(service.seen('POST /v1/oauth/token')).toHaveLength(1);
  });

  test.each([{}, { access_token: 5 }, { access_token: 'a\r\nb' }])('that is none is an outage: %j', async (issued) => {
    service.say('POST /v1/oauth/token', { body: { ...issued, expires_in: 3600 } });
    const failure = provider.listApps({ cursor: null, signal: soon() });
    await expect(failure).rejects.toMatchObject({ code: 'provider_unavailable' });
  });
});

describe('refusals', () => {
  test('too many requests say how long to wait', async () => {
    service.say('GET /v1/connect/apps', {
      status: 429,
      headers: { 'retry-after': '12' },
      body: { error: 'Throttled' },
    });
    const failure = provider.listApps({ cursor: null, signal: soon() });
    await expect(failure).rejects.toMatchObject({ code: 'rate_limited', detail: { retryAfterS: 12 } });
    expect(service.seen('GET /v1/connect/apps')).toHaveLength(1);
  });

  test('wrong credentials are said to be that, without them', async () => {
    const said = { error: 'invalid_client', error_description: 'the-client-secret is wrong' };
    service.say('POST /v1/oauth/token', { status: 401, body: said });
    const error = await provider.listApps({ cursor: null, signal: soon() }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'provider_misconfigured' });
    expect(String(error.stack) + String(error.cause?.stack)).not.toContain('the-client-secret');
  });

  test('a link that is no address is not handed to a browser', async () => {
    service.say(`GET ${P}/accounts`, { body: { data: [], page_info: { end_cursor: null } } });
    const minted = { token: 'ctok_1', expires_at: '2026-11-21T00:09:34.076Z', connect_link_url: 'javascript:alert(1)' };
    service.say(`POST ${P}/tokens`, { body: minted });
    const request = { app, externalUserId: 'u', webhookUrl: null, authConfigId: null, reconnect: null, signal: soon() };
    const start = provider.startConnection({ ...request, callbackUrl: 'https://patchbay.test/cb?state=s' });
    await expect(start).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  test('a token is asked for again when minting it fails, and not for ever, because each one counts', async () => {
    service.say(`GET ${P}/accounts`, { body: { data: [], page_info: { end_cursor: null } } });
    service.say(`POST ${P}/tokens`, { status: 500, body: { error: 'Internal Server Error' } });
    const request = { app, externalUserId: 'u', webhookUrl: null, authConfigId: null, reconnect: null, signal: soon() };
    const start = provider.startConnection({ ...request, callbackUrl: 'https://patchbay.test/cb?state=s' });
    await expect(start).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(service.seen(`POST ${P}/tokens`)).toHaveLength(4);
  });
});

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

function call(signal = soon(), onProgress?: (progress: Progress) => void) {
  const tool = {
    name: 'slack-send-message',
    title: null,
    description: '',
    input_schema: {},
    output_schema: null,
    annotations: {},
    version: null,
  };
  return provider.callTool(profile, {
    tool,
    input: { text: 'hi' },
    signal,
    requestId: 'r',
    traceparent: TRACE,
    ...(onProgress && { onProgress }),
  });
}

/** No session id, no discovery of the current revision, answers as event streams: as the service has been seen to do. */
function speakFormerMcp() {
  const unknown = { jsonrpc: '2.0', id: '$id', error: { code: -32601, message: 'Method not found' } };
  service.say('POST /mcp server/discover', { body: unknown });
  service.say(
    'POST /mcp initialize',
    asEvent({
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'pipedream', version: '1' },
    }),
  );
  service.say('POST /mcp notifications/initialized', { status: 202, body: '' });
}

function textAnswer(text: string, isError = false): Reply {
  return asEvent({ content: [{ type: 'text', text }], isError });
}

function answered(body: unknown, isError = false): Reply {
  return textAnswer(JSON.stringify(body), isError);
}

function ending(days: number) {
  const expires_at = new Date(Date.now() + days * 86_400_000).toISOString();
  return { expires_at, last_refreshed_at: null, next_refresh_at: null };
}
