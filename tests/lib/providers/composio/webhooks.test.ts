import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { composio } from '@/lib/providers/composio';
import type { ProviderWebhooks, Subscription } from '@/lib/providers/provider';
import { composioAt } from '@/tests/sandbox/composio-client';
import { withSandbox } from '@/tests/sandbox/running';
import { testIo } from '@/tests/support/provider-contract';

const sandbox = withSandbox();
const soon = () => AbortSignal.timeout(10_000);
const HERE = 'https://patchbay.test/api/webhooks/composio/here';
let webhooks: ProviderWebhooks;

beforeAll(() => {
  webhooks = atSandbox();
});

function atSandbox(): ProviderWebhooks {
  const opened = composio.open(composio.sandboxSettings(sandbox.url()), testIo()).webhooks;
  if (!opened) throw new Error('Composio tells of grants.');
  return opened;
}

const raw = () => composioAt(sandbox.url(), 'ak_sandbox').getClient();
const subscribe = (known: Subscription | null = null, url = HERE) => webhooks.subscribe({ url, known, signal: soon() });
const subscriptions = async () => {
  const { items } = (await raw().get('/api/v3.1/webhook_subscriptions')) as { items: Record<string, unknown>[] };
  return items;
};

describe('the subscription', () => {
  test('is made once, and asking again with what is known changes nothing', async () => {
    const first = await subscribe();
    expect(await subscribe(first)).toEqual(first);
    expect(await subscribe(first)).toEqual(first);
    expect(await subscriptions()).toMatchObject([
      { id: first.id, webhook_url: HERE, enabled_events: ['composio.connected_account.expired'], version: 'V3' },
    ]);
  });

  test('whose secret was lost is found by its address and gets a new secret, not a twin', async () => {
    const first = await subscribe();
    const again = await subscribe();
    expect(again.id).toBe(first.id);
    expect(again.secret).not.toBe(first.secret);
    expect(await subscriptions()).toHaveLength(1);
  });

  test('follows the installation to another address and keeps what somebody added to it', async () => {
    const first = await subscribe();
    const path = `/api/v3.1/webhook_subscriptions/${first.id}`;
    await raw().patch(path, { body: { enabled_events: ['composio.trigger.message'] } });
    const moved = 'https://elsewhere.test/api/webhooks/composio/here';
    expect(await subscribe(first, moved)).toEqual(first);
    expect(await subscriptions()).toMatchObject([
      {
        webhook_url: moved,
        enabled_events: ['composio.trigger.message', 'composio.connected_account.expired'],
      },
    ]);
    await subscribe(first);
  });

  test('that was deleted at the service is made anew', async () => {
    const first = await subscribe();
    await raw().delete(`/api/v3.1/webhook_subscriptions/${first.id}`);
    const again = await subscribe(first);
    expect(again.id).not.toBe(first.id);
    expect(await subscriptions()).toHaveLength(1);
  });

  test('at a service that is down is told as such', async () => {
    await sandbox.admin('PUT', '/admin/faults', { provider: 'composio', status: 503 });
    await expect(subscribe()).rejects.toMatchObject({ code: 'provider_unavailable' });
    await sandbox.admin('DELETE', '/admin/faults');
  });
});

describe('a delivery', () => {
  const secret = 'whsec_0123456789abcdef';

  function delivery(body: unknown) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`msg_1.${timestamp}.${text}`).digest('base64');
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    return { headers: new Headers(headers), text };
  }

  test.each([
    [{ data: { id: 'ca_1' } }, ['ca_1']],
    [{ data: { connected_account_id: 'ca_2', more: 1 }, metadata: {} }, ['ca_2']],
    [{ data: { connected_account: { id: 'ca_3' } } }, ['ca_3']],
    [{ data: {} }, []],
    [{ type: 'something.new' }, []],
    ['not json', []],
  ])('names the accounts it is about: %j', (body, accounts) => {
    expect(webhooks.read(delivery(body), secret)).toEqual(accounts);
  });

  test('that another secret signed is not read', () => {
    expect(webhooks.read(delivery({ data: { id: 'ca_1' } }), 'whsec_another_secret')).toBeNull();
  });
});
