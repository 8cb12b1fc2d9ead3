import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { randomId } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace } from '@/tests/support/people';
import { bundleSources, GATEWAY, type Running, start } from '@/tests/support/programs/programs';
import { useProduct } from '@/tests/support/running-product';

const { url, admin } = useProduct();
const running: Running[] = [];
let headers: Record<string, string>;
let user_id: string;

beforeAll(async () => {
  const { owner } = await makeWorkspace();
  await connectProfile(url(), owner.accountId, { app: 'slack' });
  const { key } = await createKey(owner.principal, { name: 'Two', scopes: ['tools:read', 'tools:execute'] });
  headers = { 'x-api-key': key, 'content-type': 'application/json' };
  user_id = owner.externalId;
  await bundleSources([GATEWAY]);
  running.push(await start('gateway'), await start('gateway'));
});
afterAll(() => {
  for (const gateway of running) gateway.kill();
});

async function send(gateway: Running): Promise<boolean> {
  const params = { channel: '#general', text: randomId() };
  const body = JSON.stringify({ user_id, action: 'slack_send_message', params });
  const answer = await fetch(`${gateway.url}/api/tools/execute`, { method: 'POST', headers, body });
  return answer.ok;
}

async function breakerOf(gateway: Running): Promise<string | undefined> {
  const health = await (await fetch(`${gateway.url}/api/tools/health`, { headers })).json();
  return health.services.find(({ app }: { app: string }) => app === 'slack')?.breaker;
}

test('one process on the same database finds out that a service is down, and that it is back, for all of them', async () => {
  const [first, second] = running as [Running, Running];
  expect([await send(first), await send(second)]).toEqual([true, true]);
  await admin('PUT', '/admin/faults', { app: 'slack', status: 503 });
  for (let number = 0; number < 10; number += 1) expect(await send(first)).toBe(false);
  expect(await breakerOf(first)).toBe('open');
  expect(await breakerOf(second), 'until it has seen it for itself').toBe('closed');

  await sleep(4_000); // so that the second would find out by itself so much later
  expect(await send(second)).toBe(false);
  expect(await breakerOf(second), 'after one call instead of ten').toBe('open');

  await admin('DELETE', '/admin/faults');
  await expect.poll(() => send(first), { timeout: 10_000, interval: 100 }).toBe(true);
  await expect.poll(() => send(second), { timeout: 3_000, interval: 100 }).toBe(true);
}, 60_000);
