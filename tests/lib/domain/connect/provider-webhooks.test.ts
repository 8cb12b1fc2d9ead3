import { createHmac } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { POST } from '@/app/api/webhooks/[provider]/[nonce]/route';
import { subscribeToProviders } from '@/lib/domain/connect/provider-webhooks';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { forget } from '@/lib/platform/once';
import { openForInstallation } from '@/lib/platform/seal/installation';
import { decide } from '@/tests/sandbox/person';
import { TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { useHttpServer } from '@/tests/support/http-server';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const arrived: string[] = [];
const arrivedAt: string[] = [];

/** The product as the provider reaches it: one address, served by the route itself. */
const here = useHttpServer(async (request) => {
  const text = await request.clone().text();
  arrived.push(text);
  arrivedAt.push(request.url);
  return serve(request, text);
});
const { admin, database } = useProduct();
let jane: TestPerson;

function serve({ url, headers }: Request, body: string): Promise<Response> {
  const [, provider = '', nonce = ''] = /\/api\/webhooks\/([^/]+)\/([^/]+)$/.exec(new URL(url).pathname) ?? [];
  return POST(new Request(url, { method: 'POST', headers, body }), { params: Promise.resolve({ provider, nonce }) });
}

beforeAll(async () => {
  await readCatalogues('gmail');
  process.env.APP_URL = here();
  forget('env');
  expect(env().appUrl).toBe(here());
});
beforeEach(async () => {
  arrived.length = 0;
  jane = (await makeWorkspace()).member;
});

const subscriptions = () =>
  database.query<{ provider: string; upstream_id: string }>('select * from provider_webhooks');

async function statusOf(profileId: string): Promise<unknown> {
  const [row] = await database.query<{ status: string }>('select status from connections where profile_id = $1', [
    profileId,
  ]);
  return row?.status;
}

function signatureOf(text: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`msg_1.${timestamp}.${text}`).digest('base64');
  return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

async function ourSecret(): Promise<string> {
  const row = await db().providerWebhook.findUniqueOrThrow({ where: { provider: 'composio' } });
  return openForInstallation('webhook:composio', row);
}

async function connected() {
  const { profile_id: id } = await connectAs(jane, 'composio', { app: 'gmail' });
  const [row] = await database.query<{ upstream: string }>(
    'select upstream_account_id as upstream from connections where profile_id = $1',
    [id],
  );
  return { id, upstream: row?.upstream ?? '' };
}

describe('a provider that tells of grants by itself', () => {
  beforeAll(() => subscribeToProviders());

  test('is asked to tell us once, however often the job runs, and its secret is sealed', async () => {
    const before = await subscriptions();
    await subscribeToProviders();
    expect(await subscriptions()).toEqual(before);
    expect(before).toMatchObject([{ provider: 'composio', upstream_id: expect.stringMatching(/^whs_/) }]);
    expect(JSON.stringify(before)).not.toContain('whsec_');
  });

  test('has its word followed up at once: the grant is asked about and its status is true', async () => {
    const { id, upstream } = await connected();
    await admin('POST', '/admin/grants/expire', { provider: 'composio', id: upstream, kind: 'expired' });
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('needs_reconnect'), { timeout: 10_000 });
    expect(arrived).toHaveLength(1);
  });

  test('is heard with its signature only, and not believed even then', async () => {
    const { id, upstream } = await connected();
    const [url = ''] = arrivedAt;
    const text = JSON.stringify({ type: 'composio.connected_account.expired', data: { id: upstream } });
    const send = (headers: Record<string, string>) => serve(new Request(url, { method: 'POST', headers }), text);
    expect((await send({})).status).toBe(401);
    expect((await send(signatureOf(text, 'whsec_of_somebody_else'))).status).toBe(401);
    expect((await send(signatureOf(text, await ourSecret()))).status).toBe(204);
    expect(await statusOf(id)).toBe('connected');
  });

  test('whose secret the master keys no longer open gets a new one, and is heard again', async () => {
    await database.query(`update provider_webhooks set sealed_secret = '\\x00'`);
    await subscribeToProviders();
    const { id, upstream } = await connected();
    await admin('POST', '/admin/grants/expire', { provider: 'composio', id: upstream, kind: 'expired' });
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('needs_reconnect'), { timeout: 10_000 });
  });

  test('that refuses is no reason to stop, and is asked again', async () => {
    await database.query('delete from provider_webhooks');
    await admin('PUT', '/admin/faults', { provider: 'composio', status: 403 });
    await subscribeToProviders();
    expect(await subscriptions()).toEqual([]);
    await admin('DELETE', '/admin/faults');
    await subscribeToProviders();
    expect(await subscriptions()).toHaveLength(1);
  });
});

test('an address that is none of ours is not there, whatever is sent to it', async () => {
  const url = `${here()}/api/webhooks/composio/not-one-of-our-addresses`;
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(404);
});

describe('an attempt through Pipedream', () => {
  test('names an address of its own, and what arrives there makes us ask', async () => {
    const { link } = await startConnect(jane.principal, 'pipedream', { app: 'gmail' });
    await decide(await new TestBrowser(jane.cookie).open(link));
    await vi.waitFor(() => expect(arrived).toHaveLength(1));
    expect(JSON.parse(arrived[0] ?? '')).toMatchObject({ event: 'CONNECTION_SUCCESS' });
    await vi.waitFor(async () => {
      const rows = await database.query('select outcome, reported_at from connect_attempts where account_id = $1', [
        jane.accountId,
      ]);
      expect(rows).toEqual([{ outcome: 'pending', reported_at: expect.any(Date) }]);
    }, 5_000);
  });

  test('has an address of Pipedream, and no other provider is heard there', async () => {
    arrivedAt.length = 0;
    const { link } = await startConnect(jane.principal, 'pipedream', { app: 'gmail' });
    await decide(await new TestBrowser(jane.cookie).open(link));
    await vi.waitFor(() => expect(arrivedAt).toHaveLength(1));
    const [address = ''] = arrivedAt;
    for (const provider of ['composio', 'database', 'nobody']) {
      const elsewhere = address.replace('/webhooks/pipedream/', `/webhooks/${provider}/`);
      expect((await fetch(elsewhere, { method: 'POST', body: '{}' })).status, provider).toBe(404);
    }
  });

  test('has no address where nobody outside could reach it', async () => {
    vi.stubEnv('SANDBOX_URL', '');
    vi.stubEnv('PIPEDREAM_CLIENT_ID', 'sandbox');
    vi.stubEnv('PIPEDREAM_CLIENT_SECRET', 'sandbox');
    vi.stubEnv('PIPEDREAM_PROJECT_ID', 'proj_sandbox');
    forget('env');
    const { link } = await startConnect(jane.principal, 'pipedream', { app: 'gmail' });
    await decide(await new TestBrowser(jane.cookie).open(link));
    vi.unstubAllEnvs();
    forget('env');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(arrived).toEqual([]);
  });
});
