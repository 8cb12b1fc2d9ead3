import { beforeAll, describe, expect, test } from 'vitest';
import { callTool } from '@/lib/calls/call-tool';
import { randomId } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin } = useProduct();
const READS = 100;
const WRITES = 40;

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
  for (const app of ['gmail', 'slack']) await connectProfile(url(), workspace.owner.accountId, { app });
});

const call = (tool: string, input: Record<string, string> = {}) =>
  callTool(workspace.owner.principal, { executionId: randomId(), requestId: randomId(), tool, input }).then(
    ({ ok }) => ok,
    (error: { code: string }) => error.code,
  );

const send = (number: number) =>
  call('gmail_send_email', { to: 'a@example.com', subject: `No. ${number}`, body: 'Hi' });

describe('a fifth of all replies failing at random', () => {
  test('reads succeed all the same, and no write is done twice', async () => {
    const fault = { app: 'gmail', errorRate: 0.2, status: 503, reset: true, slowBody: true };
    await admin('PUT', '/admin/faults', { ...fault, seed: 11 });
    const reads = Array.from({ length: READS }, () => call('gmail_find_email'));
    const writes = Array.from({ length: WRITES }, (_, number) => send(number));
    const succeeded = (await Promise.all(reads)).filter((ok) => ok === true).length;
    const sent = (await Promise.all(writes)).filter((ok) => ok === true).length;
    const { repeated, total } = await admin('GET', '/admin/calls');
    console.log(`reads: ${succeeded} of ${READS} succeeded; writes: ${sent} of ${WRITES}, ${repeated} done twice`);
    expect(succeeded).toBeGreaterThanOrEqual(READS * 0.95);
    expect(repeated).toBe(0);
    expect(total).toBeGreaterThanOrEqual(sent);
  }, 90_000);

  test('a write whose answer is lost after it was done is not done again', async () => {
    await admin('PUT', '/admin/faults', {
      app: 'gmail',
      errorRate: 0.5,
      reset: true,
      status: 502,
      when: 'after',
      seed: 3,
    });
    await Promise.all(Array.from({ length: WRITES }, (_, number) => send(1_000 + number)));
    expect(await admin('GET', '/admin/calls')).toMatchObject({ repeated: 0 });
  }, 90_000);
});

test('callers who grant it next to no time do not have a service held back from everybody', async () => {
  const message = () => ({ tool: 'slack_send_message', input: { channel: '#general', text: randomId() } });
  const impatient = () =>
    callTool(workspace.owner.principal, {
      ...{ executionId: randomId(), requestId: randomId(), timeoutMs: 1, ...message() },
    }).then(
      () => 'answered',
      ({ code }: { code: string }) => code,
    );
  const codes = await Promise.all(Array.from({ length: 30 }, impatient));
  expect(codes.filter((code) => code === 'provider_unavailable').length).toBeGreaterThan(10);
  const { tool, input } = message();
  expect(await call(tool, input)).toBe(true);
});

describe('a service that is dead', () => {
  test('is left alone once ten calls failed, and used again within ten seconds of its return', async () => {
    await admin('PUT', '/admin/faults', { app: 'slack', status: 503 });
    const write = () => call('slack_send_message', { channel: '#general', text: randomId() });
    for (let number = 0; number < 10; number += 1) expect(await write()).toBe('provider_unavailable');
    const begunAt = Date.now();
    expect(await write()).toBe('provider_unavailable');
    expect(Date.now() - begunAt).toBeLessThan(200);

    await admin('DELETE', '/admin/faults');
    const backAt = Date.now();
    await expect.poll(write, { timeout: 10_000, interval: 100 }).toBe(true);
    console.log(`calls succeeded again ${((Date.now() - backAt) / 1000).toFixed(1)} s after the service was back`);
  }, 60_000);
});
