import { describe, expect, test } from 'vitest';
import { composioAt, connectAtComposio } from './composio-client';
import { connectAtPipedream, pipedreamAt } from './pipedream-client';
import { withSandbox } from './running';

const { url, admin } = withSandbox();
const quick = { headers: { 'x-api-key': 'ak_test' } };
const toolkits = (query = '') => fetch(`${url()}/composio/api/v3.1/toolkits${query}`, quick);

test('a status is worded by the provider it is asked of', async () => {
  await admin('PUT', '/admin/faults', { status: 429, retryAfterS: 7 });

  const composio = await toolkits();
  const pipedream = await fetch(`${url()}/pipedream/v1/connect/apps`);

  expect([composio.status, composio.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await composio.json()).toEqual({ message: expect.stringContaining('Rate limit exceeded') });
  expect(await pipedream.json()).toEqual({ error: 'Throttled' });
});

test('a fault for one provider or app leaves the others alone', async () => {
  await admin('PUT', '/admin/faults', { provider: 'composio', app: 'slack', status: 503 });

  expect((await fetch(`${url()}/composio/api/v3.1/toolkits/slack`, quick)).status).toBe(503);
  expect((await fetch(`${url()}/composio/api/v3.1/toolkits/gmail`, quick)).status).toBe(200);
});

test('so many times and no more', async () => {
  await admin('PUT', '/admin/faults', { status: 500, times: 2 });

  const statuses = [(await toolkits()).status, (await toolkits()).status, (await toolkits()).status];

  expect(statuses).toEqual([500, 500, 200]);
  expect(await admin('GET', '/admin/faults')).toEqual({ faults: [] });
});

test('an error rate is kept, and the same seed fails the same calls', async () => {
  const failures = async () => {
    await admin('DELETE', '/admin/faults');
    await admin('PUT', '/admin/faults', { errorRate: 0.2, seed: 42 });
    const statuses = [];
    for (let call = 0; call < 200; call += 1) statuses.push((await toolkits('?limit=1')).status);
    return statuses;
  };

  const [first, second] = [await failures(), await failures()];
  const failed = first.filter((status) => status !== 200).length;

  expect(first).toEqual(second);
  expect(failed).toBeGreaterThan(20);
  expect(failed).toBeLessThan(60);
});

test('latency holds the answer back', async () => {
  await admin('PUT', '/admin/faults', { latencyMs: 150 });
  const startedAt = performance.now();

  const { status } = await toolkits('?limit=1');

  expect(status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(140);
});

test('a reset cuts the connection', async () => {
  await admin('PUT', '/admin/faults', { reset: true });

  await expect(toolkits()).rejects.toThrow('fetch failed');
});

test('a malformed reply is a 200 that does not parse', async () => {
  await admin('PUT', '/admin/faults', { malformed: true });

  const response = await toolkits();

  expect(response.status).toBe(200);
  await expect(response.json()).rejects.toThrow();
});

test('a slow body sends its headers at once', async () => {
  await admin('PUT', '/admin/faults', { slowBody: 400 });

  const response = await toolkits('?limit=1');
  const headersAt = performance.now();
  await response.json();

  expect(performance.now() - headersAt).toBeGreaterThan(300);
});

test('a caller who hangs up is counted', async () => {
  await admin('PUT', '/admin/faults', { latencyMs: 2000 });

  await expect(
    fetch(`${url()}/composio/api/v3.1/toolkits`, { ...quick, signal: AbortSignal.timeout(50) }),
  ).rejects.toThrow();

  await expect.poll(async () => (await admin('GET', '/admin/calls')).counters.aborted).toBe(1);
});

test('a lost answer has done its work: a blind retry would do it twice', async () => {
  const client = pipedreamAt(url());
  const account = await connectAtPipedream(client, 'faults-1', 'slack');
  await admin('PUT', '/admin/faults', { app: 'slack', status: 503, when: 'after', times: 1 });
  const run = (maxRetries: number) =>
    client.actions.run(
      {
        id: 'slack-send-message',
        externalUserId: 'x',
        configuredProps: { slack: { authProvisionId: account.id }, channel: 'general', text: 'once' },
      },
      { maxRetries },
    );

  await expect(run(0)).rejects.toMatchObject({ statusCode: 503 });

  expect(await admin('GET', '/admin/calls?tool=slack-send-message')).toMatchObject({ total: 1 });
});

describe('grants', () => {
  test.each([
    ['expiredGrant', 'expired', 'EXPIRED'],
    ['revokedGrant', 'revoked', 'REVOKED'],
  ])('%s makes the account of one app look dead and its tools fail', async (fault, _grant, status) => {
    const client = pipedreamAt(url());
    const composio = composioAt(url());
    const account = await connectAtPipedream(client, 'faults-2', 'gmail');
    const { id } = await connectAtComposio(composio, 'faults-2', 'gmail');
    await admin('PUT', '/admin/faults', { app: 'gmail', [fault]: true });

    const run = await client.actions.run({
      id: 'gmail-list-labels',
      externalUserId: 'x',
      configuredProps: { gmail: { authProvisionId: account.id } },
    });
    const executed = await composio.getClient().tools.execute('GMAIL_LIST_LABELS', { connected_account_id: id });

    expect(run).toMatchObject({ error: { attribution: { origin: 'upstream_api', status: 401 } } });
    expect(executed).toMatchObject({ successful: false, error: expect.stringContaining('401') });
    expect(await client.accounts.retrieve(account.id)).toMatchObject({ healthy: false });
    expect(await composio.getClient().connectedAccounts.retrieve(id)).toMatchObject({ status });
  });

  test('a stale Pipedream grant is renewed by looking at the account', async () => {
    const client = pipedreamAt(url());
    const account = await connectAtPipedream(client, 'faults-3', 'gmail');
    await admin('POST', '/admin/grants/expire', { provider: 'pipedream', id: account.id, kind: 'stale' });

    expect(await client.accounts.retrieve(account.id)).toMatchObject({ healthy: true });
    expect(await admin('GET', '/admin/calls')).toMatchObject({ counters: { refreshes: 1 } });
  });

  test('access tokens can be made void all at once', async () => {
    const client = pipedreamAt(url());
    await client.apps.list({ limit: 1 });
    await admin('POST', '/admin/tokens/expire');

    await expect(client.apps.list({ limit: 1 })).rejects.toMatchObject({ statusCode: 401 });
  });
});

test('an answer can be as large as one likes', async () => {
  const composio = composioAt(url());
  const { id } = await connectAtComposio(composio, 'faults-4', 'gmail');
  await admin('PUT', '/admin/faults', { app: 'gmail', answerBytes: 3_000_000 });

  const { data } = await composio.getClient().tools.execute('GMAIL_LIST_LABELS', { connected_account_id: id });

  expect(JSON.stringify(data).length).toBeGreaterThan(2_500_000);
});

test('an app may be named as either provider does', async () => {
  await admin('PUT', '/admin/faults', { app: 'googlecalendar', status: 503 });

  expect(await admin('GET', '/admin/faults')).toMatchObject({ faults: [{ app: 'google_calendar' }] });
  expect((await fetch(`${url()}/composio/api/v3.1/toolkits/googlecalendar`, quick)).status).toBe(503);
  expect(await admin('PUT', '/admin/faults', { app: 'gmial' })).toEqual({ error: 'There is no app named gmial.' });
});

test('a fault that is misspelt is refused', async () => {
  expect(await admin('PUT', '/admin/faults', { latency: 5 })).toEqual({ error: 'Not understood: latency' });
});
