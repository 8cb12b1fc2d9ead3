import { setTimeout as pause } from 'node:timers/promises';
import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { bundleSources, GATEWAY, type Running, start } from '@/tests/support/programs/programs';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
/** Long enough that only a call that was really given up ends before it. */
const SLOW_MS = 8_000;
/** Within this a call has reached the app, which sits on it. */
const UNDER_WAY_MS = 500;

let workspace: TestWorkspace;
let headers: Record<string, string>;
let first: Running;
let second: Running;

beforeAll(async () => {
  await bundleSources([GATEWAY]);
  [first, second] = await Promise.all([start('gateway'), start('gateway')]);
}, 60_000);
beforeEach(async () => {
  workspace = await makeWorkspace();
  await connectProfile(url(), workspace.owner.accountId, { app: 'slack' });
  headers = { ...(await headersOf(workspace)), 'content-type': 'application/json' };
  await admin('PUT', '/admin/faults', { app: 'slack', latencyMs: SLOW_MS });
});
afterAll(() => {
  for (const gateway of [first, second]) gateway?.kill();
});

async function headersOf({ owner }: TestWorkspace): Promise<Record<string, string>> {
  const { key } = await createKey(owner.principal, { name: 'Agent', scopes: ['tools:read', 'tools:execute'] });
  return { authorization: `Bearer ${key}`, 'x-user-id': owner.externalId };
}

const slow = { name: 'slack_send_message', arguments: { channel: '#general', text: 'Too late' } };

const recorded = async () => {
  const rows = await database.query<{ status: string }>('select status from tool_executions where account_id = $1', [
    workspace.owner.accountId,
  ]);
  return rows.map(({ status }) => status);
};

const post = (gateway: Running, body: object, more: Record<string, string> = {}) =>
  fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: { ...headers, accept: 'application/json, text/event-stream', ...more },
    body: JSON.stringify({ jsonrpc: '2.0', ...body }),
  });

async function startSession(): Promise<Record<string, string>> {
  const clientInfo = { name: 'test', version: '1' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const answer = await post(first, { id: 0, method: 'initialize', params });
  const session = answer.headers.get('mcp-session-id');
  expect(session).toMatch(/^[\x21-\x7e]+$/);
  return { 'mcp-session-id': session ?? '' };
}

const cancel = (requestId: number | string) => ({ method: 'notifications/cancelled', params: { requestId } });
const call = (id: number | string) => ({ id, method: 'tools/call', params: slow });

test.each([
  ['version 1', () => new ClientV1({ name: 'test', version: '1' }), TransportV1],
  ['version 2, as before 2026-07-28', () => new ClientV2({ name: 'test', version: '1' }), TransportV2],
] as const)('a client of SDK %s that cancels a call ends it', async (_, make, Transport) => {
  const client = make();
  await client.connect(new Transport(new URL(`${first.url}/mcp`), { requestInit: { headers } }) as never);
  const given = new AbortController();
  const calling = client.callTool(slow, ...(optionsOf(client, given.signal) as []));
  await pause(UNDER_WAY_MS);
  given.abort();
  await expect(calling).rejects.toThrow();
  await expect.poll(recorded, { timeout: SLOW_MS / 2 }).toEqual(['cancelled']);
  await client.close();
});

/** The first SDK has the shape of a result between the call and its options. */
function optionsOf(client: object, signal: AbortSignal): unknown[] {
  return client instanceof ClientV1 ? [undefined, { signal }] : [{ signal }];
}

test('a cancellation ends the call in whichever process it runs', async () => {
  const session = await startSession();
  const calling = post(first, call('seven'), session);
  await pause(UNDER_WAY_MS);
  expect((await post(second, cancel('seven'), session)).status).toBe(202);
  const answer = await calling;
  expect([answer.status, await answer.text()]).toEqual([202, '']);
  expect(await recorded()).toEqual(['cancelled']);
});

test('a cancellation that overtakes its call ends it before anything is sent', async () => {
  const session = await startSession();
  await post(second, cancel(7), session);
  await pause(UNDER_WAY_MS);
  await (await post(first, call(7), session)).text();
  expect(await recorded()).toEqual(['cancelled']);
});

test('nobody cancels what another key, another session or another request runs', async () => {
  // This one is waited for, and each of its messages takes so long: just long enough for all who try to cancel it.
  await admin('DELETE', '/admin/faults');
  await admin('PUT', '/admin/faults', { app: 'slack', latencyMs: 3_000 });
  const session = await startSession();
  const calling = post(first, call(7), session);
  await pause(UNDER_WAY_MS);
  const stranger = await headersOf(await makeWorkspace());
  await post(first, cancel(7), { ...session, ...stranger });
  await post(first, cancel(7), await startSession());
  await post(first, cancel(8), session);
  await post(first, cancel('7'), session);
  await post(first, cancel(7));
  expect(await (await calling).json()).toMatchObject({ id: 7, result: { content: [{ type: 'text' }] } });
  expect(await recorded()).toEqual(['succeeded']);
}, 30_000);

test('a client may end its session', async () => {
  const answer = await fetch(`${first.url}/mcp`, {
    method: 'DELETE',
    headers: { ...headers, ...(await startSession()) },
  });
  expect(answer.status).toBe(204);
});

test('a batch that cancels a request of its own is answered to its end: its stream never ended', async () => {
  const send = async (messages: object[]) => {
    const answer = await fetch(`${first.url}/mcp`, {
      method: 'POST',
      headers: { ...headers, accept: 'application/json, text/event-stream', ...session },
      body: JSON.stringify(messages.map((message) => ({ jsonrpc: '2.0', ...message }))),
      signal: AbortSignal.timeout(SLOW_MS - 1_000),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const session = await startSession();
  const ping = await send([{ id: 1, method: 'ping' }, cancel(1)]);
  expect(ping.text).toContain('"result":{}');
  const cancelled = await send([{ id: 2, method: 'ping' }, call(3), cancel(3)]);
  expect(cancelled.text).toContain('"id":2');
  expect(await recorded()).toEqual(['cancelled']);
  expect(await send([cancel(4), cancel(5)])).toEqual({ status: 202, text: '' });
});

test('a cancellation in a batch ends a call of the same session in another process', async () => {
  const session = await startSession();
  const calling = post(second, call('far'), session).then((answer) => answer.text());
  await pause(UNDER_WAY_MS);
  const startedAt = Date.now();
  await fetch(`${first.url}/mcp`, {
    method: 'POST',
    headers: { ...headers, accept: 'application/json, text/event-stream', ...session },
    body: JSON.stringify([{ jsonrpc: '2.0', ...cancel('far') }]),
  });
  await calling;
  expect(Date.now() - startedAt).toBeLessThan(SLOW_MS / 2);
  expect(await recorded()).toEqual(['cancelled']);
});
