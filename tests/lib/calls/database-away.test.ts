import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as isReady } from '@/app/api/health/ready/route';
import { createKey } from '@/lib/domain/identity/keys';
import { toAppError } from '@/lib/errors';
import { asSystem, db, runBare } from '@/lib/platform/db';
import { serializeError } from '@/lib/platform/log';
import { randomId } from '@/lib/platform/seal/token';
import { ask } from '@/tests/support/ask';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProductPostgres } from '@/tests/support/product-postgres';
import { bundleSources, GATEWAY, type Running, start } from '@/tests/support/programs/programs';
import { useProduct } from '@/tests/support/running-product';

const { url, admin } = useProduct();
const postgres = useProductPostgres();

const AWAY = 'Patchbay cannot reach its database at the moment.';
const UNKNOWN = 'It is not known whether the call was carried out: look before you try again.';
const FIND = 'gmail_find_email';
const SEND = 'gmail_send_email';
const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

let workspace: TestWorkspace;
let key: string;
let gateway: Running;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await connectProfile(url(), workspace.owner.accountId);
  ({ key } = await createKey(workspace.owner.principal, { name: 'Backend', scopes: ['tools:execute', 'tools:read'] }));
  await bundleSources([GATEWAY]);
}, 60_000);

beforeEach(async () => {
  await postgres.start();
  gateway = await start('gateway');
  await warmUp();
}, 60_000);
afterEach(() => {
  gateway.stop();
  postgres.thaw();
});

/** Calls are made from memory once the feed of changes is open, so that the strike meets the call and not what precedes it. */
async function warmUp() {
  await expect.poll(async () => (await call(FIND)).status, { timeout: 15_000 }).toBe(200);
  await sleep(500);
  await call(FIND);
}

type Body = { execution_id?: string; error: Record<string, unknown> };

async function call(action: string, more: object = {}, headers: Record<string, string> = {}) {
  const startedAt = Date.now();
  const response = await fetch(`${gateway.url}/api/tools/execute`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      user_id: workspace.owner.externalId,
      action,
      params: action === SEND ? mail : {},
      ...more,
    }),
  });
  const body = (await response.json()) as Body;
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body, ms: Date.now() - startedAt };
}

async function callOverMcp(name: string) {
  const response = await fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'x-user-id': workspace.owner.externalId,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: mail } }),
  });
  const { result } = (await response.json()) as { result: { isError: boolean; _meta: Record<string, unknown> } };
  return result;
}

const sent = async () => (await admin('GET', '/admin/calls')).total;
const recordOf = async (id: unknown) =>
  (await postgres.query('select status, tool_name from tool_executions where id = $1', [id]))[0];

/** The app has done the work and takes its time to say so; meanwhile `strike` meets the database. */
async function during<Result>(calls: () => Promise<Result>, strike: () => unknown): Promise<Result> {
  const before = await sent();
  await admin('PUT', '/admin/faults', { app: 'gmail', slowBody: 2_000, times: 1 });
  const under = calls();
  await expect.poll(sent, { timeout: 10_000 }).toBeGreaterThan(before);
  await sleep(100);
  await strike();
  return under;
}

describe('PostgreSQL that stops while a write is at the app', () => {
  test('leaves no doubt that the outcome is unknown, and the record follows when it is back', async () => {
    const { status, body, retryAfter } = await during(() => call(SEND), postgres.stop);
    expect([status, body.error.outcome, body.error.message]).toEqual([503, 'unknown', `${AWAY} ${UNKNOWN}`]);
    expect([retryAfter, body.error.retry_after_s]).toEqual([null, undefined]);
    await postgres.start();
    await expect
      .poll(() => recordOf(body.execution_id), { timeout: 15_000 })
      .toEqual({ status: 'succeeded', tool_name: 'gmail-send-email' });
  }, 60_000);

  test('does so over MCP', async () => {
    const { isError, _meta } = await during(() => callOverMcp(SEND), postgres.stop);
    expect(isError).toBe(true);
    expect(_meta['patchbay/error']).toMatchObject({ outcome: 'unknown' });
    await postgres.start();
    await expect
      .poll(() => recordOf(_meta['patchbay/execution_id']), { timeout: 15_000 })
      .toMatchObject({ status: 'succeeded' });
  }, 60_000);

  test('has the same call by its idempotency key told the same, and never made again', async () => {
    const idempotency_key = randomId();
    const first = await during(() => call(SEND, { idempotency_key }), postgres.stop);
    expect(first.body.error.outcome).toBe('unknown');
    await postgres.start();
    const again = async () => (await call(SEND, { idempotency_key })).body;
    await expect.poll(again, { timeout: 15_000 }).toMatchObject({
      error: { outcome: 'unknown', message: first.body.error.message },
      execution_id: first.body.execution_id,
    });
    expect(await sent()).toBe(1);
  }, 60_000);

  test('says of a read that it may be tried again', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', latencyMs: 1_500, times: 1 });
    const under = call(FIND);
    await sleep(500);
    await postgres.stop();
    const { status, body, retryAfter } = await under;
    expect([status, body.error.message, body.error.outcome]).toEqual([503, AWAY, undefined]);
    expect([retryAfter, body.error.retry_after_s]).toEqual(['5', 5]);
    await postgres.start();
    await expect.poll(() => recordOf(body.execution_id), { timeout: 15_000 }).toMatchObject({ status: 'succeeded' });
  }, 60_000);
});

describe('PostgreSQL that is stopped', () => {
  test('has every call refused as one to try again, in the language of its reader, without a record that is none', async () => {
    await postgres.stop();
    for (const action of [FIND, SEND, 'gmail_no_such_tool']) {
      const { status, body, retryAfter, ms } = await call(action);
      expect([action, status, retryAfter]).toEqual([action, 503, '5']);
      expect(body.error).toMatchObject({ code: 'internal', message: AWAY, retry_after_s: 5 });
      expect(body).not.toHaveProperty('execution_id');
      expect(ms).toBeLessThan(3_000);
    }
    const spanish = await call(FIND, {}, { 'accept-language': 'es' });
    expect(spanish.body.error.message).toBe('Ahora mismo Patchbay no puede acceder a su base de datos.');
    expect(await sent()).toBe(0);
    await postgres.start();
    await expect.poll(async () => (await call(FIND)).status, { timeout: 15_000 }).toBe(200);
  }, 60_000);

  test('is logged without stacks, whichever way it is asked', async () => {
    await db().workspace.count();
    await postgres.stop();
    const asks = [() => runBare('select $1', ['1']), () => db().$queryRaw`select 1`, () => asSystem(async () => 1)];
    const failures = await Promise.all(asks.map((ask) => ask().catch((error: unknown) => error)));
    for (const failure of failures) expect(JSON.stringify(serializeError(failure))).not.toContain('"stack"');
    await postgres.start();
  }, 60_000);
});

describe('PostgreSQL that is frozen', () => {
  test('holds no call longer than its limit and the time for its record, and no later call is sent', async () => {
    postgres.freeze();
    const first = await call(SEND, { timeout_s: 2 });
    expect([first.status, first.body.error.outcome]).toEqual([503, 'unknown']);
    expect(first.ms).toBeLessThan(14_000);
    const before = await sent();
    for (const action of [SEND, FIND]) {
      const { status, body, ms } = await call(action, { timeout_s: 2 });
      expect([status, body.error.message, body.error.outcome]).toEqual([503, AWAY, undefined]);
      expect(body).not.toHaveProperty('execution_id');
      expect(ms).toBeLessThan(3_000);
    }
    expect(await sent()).toBe(before);
    postgres.thaw();
    await expect
      .poll(() => recordOf(first.body.execution_id), { timeout: 15_000 })
      .toMatchObject({ status: 'succeeded' });
    await expect.poll(async () => (await call(FIND)).status, { timeout: 15_000 }).toBe(200);
  }, 90_000);

  test('is told by the readiness within seconds, however often it is asked, and so is its return', async () => {
    const ready = () => ask(isReady, {});
    expect((await ready()).status).toBe(200);
    await sleep(1_100);
    postgres.freeze();
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, ready));
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    for (const answer of answers) expect(answer.status).toBe(503);
    expect(await answers[0]?.json()).toMatchObject({ status: 'not_ready', database: false });
    postgres.thaw();
    await expect.poll(async () => (await ready()).status, { timeout: 15_000 }).toBe(200);
  }, 60_000);

  test('ends a statement that nobody answers', async () => {
    await db().workspace.count();
    postgres.freeze();
    const failure = await asSystem((tx) => tx.workspace.count()).catch((error: unknown) => error);
    const bare = await runBare('select $1', ['1']).catch((error: unknown) => error);
    expect([failure, bare].map((error) => toAppError(error).status)).toEqual([503, 503]);
    postgres.thaw();
    await expect
      .poll(
        () =>
          db()
            .workspace.count()
            .catch(() => null),
        { timeout: 15_000 },
      )
      .toBeGreaterThan(0);
  }, 90_000);
});
