import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeKey } from '@/lib/domain/identity/keys';
import { randomId } from '@/lib/platform/seal/token';
import { endStreams } from '@/lib/platform/shutdown';
import { connectProfile } from '@/tests/support/connected-profile';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, database } = useProduct();
const endpoint = useMcpEndpoint();
const info = { name: 'test', version: '1' };

let workspace: TestWorkspace;
let key: { id: string; key: string };
let userId: string;
let profile: Awaited<ReturnType<typeof connectProfile>>;

beforeAll(async () => {
  workspace = await makeWorkspace();
  const { accountId } = workspace.owner;
  profile = await connectProfile(url(), accountId);
  userId = workspace.owner.externalId;
});
beforeEach(async () => {
  key = await makeKey(workspace, ['tools:read', 'tools:execute']);
});

const headers = () => ({ authorization: `Bearer ${key.key}`, 'x-user-id': userId });

/** As every other process hears of it: from the database. */
const enable = (tools: string[]) =>
  database.query('update profiles set enabled_tools = $2 where id = $1', [profile.profileId, tools]);

type Listening = { heard: () => number; list: () => Promise<string[]>; close: () => Promise<void> };

async function listenFormerly(): Promise<Listening> {
  const client = new ClientV1(info);
  let heard = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    heard += 1;
  });
  const transport = new TransportV1(new URL(`${endpoint()}/mcp`), { requestInit: { headers: headers() } });
  await client.connect(transport);
  return {
    heard: () => heard,
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    close: () => client.close(),
  };
}

async function listenNow(): Promise<Listening> {
  const client = new ClientV2(info, { versionNegotiation: { mode: 'auto' } });
  let heard = 0;
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    heard += 1;
  });
  const transport = new TransportV2(new URL(`${endpoint()}/mcp`), { requestInit: { headers: headers() } });
  await client.connect(transport);
  const subscription = await client.listen({ toolsListChanged: true });
  return {
    heard: () => heard,
    list: async () => (await client.listTools(undefined, { cacheMode: 'bypass' })).tools.map(({ name }) => name),
    close: async () => {
      await subscription.close();
      await client.close();
    },
  };
}

describe.each([
  ['2025-11-25', listenFormerly],
  ['2026-07-28', listenNow],
])('a client that listens, in revision %s', (_, listen) => {
  beforeEach(() => enable(profile.tools));

  test('hears that a tool was switched off elsewhere, finds it gone, and hears that it is back', async () => {
    const client = await listen();
    expect(await client.list()).toContain('gmail_send_email');
    await enable(profile.tools.filter((name) => name !== 'gmail-send-email'));
    await expect.poll(client.heard, { timeout: 5_000 }).toBe(1);
    expect(await client.list()).not.toContain('gmail_send_email');
    await enable(profile.tools);
    await expect.poll(client.heard, { timeout: 5_000 }).toBe(2);
    expect(await client.list()).toContain('gmail_send_email');
    await client.close();
  });

  test('hears that an app was added', async () => {
    const client = await listen();
    await connectProfile(url(), workspace.owner.accountId, { app: 'slack', name: randomId() });
    await expect.poll(client.heard, { timeout: 5_000 }).toBeGreaterThan(0);
    expect((await client.list()).some((name) => name.startsWith('slack_'))).toBe(true);
    await client.close();
  });

  test('hears nothing of what other people change, nor of a change that leaves its list as it was', async () => {
    const client = await listen();
    await connectProfile(url(), workspace.member.accountId, { name: randomId() });
    await database.query('update profiles set last_used_at = now() where id = $1', [profile.profileId]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(client.heard()).toBe(0);
    await client.close();
  });
});

const openStream = () => fetch(`${endpoint()}/mcp`, { headers: { ...headers(), accept: 'text/event-stream' } });

/** Well below the quarter of a minute after which a stream looks again by itself. */
const AT_ONCE_MS = 5_000;

test('a client of revision 2026-07-28 whose key is revoked stops listening at once', async () => {
  const client = new ClientV2(info, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new TransportV2(new URL(`${endpoint()}/mcp`), { requestInit: { headers: headers() } }));
  const subscription = await client.listen({ toolsListChanged: true });
  let isOver = false;
  void subscription.closed.then(() => {
    isOver = true;
  });
  await revokeKey(workspace.owner.principal, key.id);
  await expect.poll(() => isOver, { timeout: AT_ONCE_MS }).toBe(true);
  await client.close();
});

test('the stream of a client of revision 2025-11-25 ends at once when its key is revoked, and not when another one is', async () => {
  const other = await makeKey(workspace, ['tools:read']);
  const response = await openStream();
  let isOver = false;
  void response.text().then(() => {
    isOver = true;
  });
  await revokeKey(workspace.owner.principal, other.id);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(isOver).toBe(false);
  await revokeKey(workspace.owner.principal, key.id);
  await expect.poll(() => isOver, { timeout: AT_ONCE_MS }).toBe(true);
});

test('a client of revision 2026-07-28 is told when the process is about to stop', async () => {
  const client = new ClientV2(info, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new TransportV2(new URL(`${endpoint()}/mcp`), { requestInit: { headers: headers() } }));
  const subscription = await client.listen({ toolsListChanged: true });
  endStreams();
  expect(await subscription.closed).toBe('graceful');
  await client.close();
});

describe('the stream of a client of revision 2025-11-25', () => {
  test('is for those who are let in', async () => {
    await revokeKey(workspace.owner.principal, key.id);
    expect((await openStream()).status).toBe(401);
  });

  test('ends when the process is told to stop, so that nobody waits for it', async () => {
    const response = await openStream();
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const rest = response.text();
    await new Promise((resolve) => setTimeout(resolve, 100));
    endStreams();
    expect(await rest).toContain(': listening');
  });

  test('is not there in revision 2026-07-28, whose clients ask with a message', async () => {
    const response = await fetch(`${endpoint()}/mcp`, {
      headers: { ...headers(), accept: 'text/event-stream', 'mcp-protocol-version': '2026-07-28' },
    });
    expect(response.status).toBe(405);
  });
});
