import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { POST as execute } from '@/app/api/tools/execute/route';
import { type Call, callTool } from '@/lib/calls/call-tool';
import { createKey } from '@/lib/domain/identity/keys';
import { startJobs, stopJobs } from '@/lib/domain/installation/jobs';
import { defineJob, enqueue } from '@/lib/platform/jobs';
import { randomId } from '@/lib/platform/seal/token';
import { ask } from '@/tests/support/ask';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { bundleSources, GATEWAY, type Running, start } from '@/tests/support/programs/programs';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
const SEND = 'gmail_send_email';
const FIND = 'gmail_find_email';
const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

let workspace: TestWorkspace;
let idempotencyKey: string;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await connectProfile(url(), workspace.owner.accountId);
});
beforeEach(() => {
  idempotencyKey = randomId();
});

const call = (wanted: Partial<Call> = {}) =>
  callTool(workspace.owner.principal, {
    ...{ executionId: randomId(), requestId: randomId(), tool: SEND, input: mail, idempotencyKey, ...wanted },
  });
const sent = async () => (await admin('GET', '/admin/calls')).total;
const outcome = (promise: Promise<unknown>) => promise.catch((error: { code: string }) => error.code);

/** As if the first call had begun long ago, so that whoever made it must have died. */
const age = () =>
  database.query(`update idempotency_records set created_at = created_at - interval '3 minutes' where key = $1`, [
    idempotencyKey,
  ]);

describe('a call with an idempotency key', () => {
  test('is made once: the same call again has the first one’s answer', async () => {
    const first = await call();
    expect(first).toMatchObject({ ok: true });
    expect(await call()).toEqual(first);
    expect(await sent()).toBe(1);
  });

  test('may have it in the header of that name, which clients send by themselves', async () => {
    const { key } = await makeKey(workspace, ['tools:execute']);
    const send = async (headers: Record<string, string>, inBody?: string) => {
      const body = { user_id: workspace.owner.externalId, action: SEND, params: mail, idempotency_key: inBody };
      const response = await ask(execute, { as: { key }, body, headers });
      const { execution_id: id, error } = await response.json();
      return { status: response.status, id, fields: error?.fields };
    };
    const first = await send({ 'idempotency-key': idempotencyKey });
    expect(first.status).toBe(200);
    expect(await send({ 'idempotency-key': idempotencyKey })).toEqual(first);
    expect(await send({}, idempotencyKey)).toEqual(first);
    expect(await send({ 'idempotency-key': idempotencyKey }, idempotencyKey)).toEqual(first);
    expect(await sent()).toBe(1);
    expect(await send({ 'idempotency-key': 'another' }, idempotencyKey)).toMatchObject({ status: 400 });
    expect(await send({ 'idempotency-key': 'x'.repeat(256) })).toMatchObject({ status: 422 });
    expect(await sent()).toBe(1);
  });

  test('leaves its answer sealed, because unlike a record it is whole', async () => {
    const odd = { ...mail, body: 'a word of the answer' };
    await call({ input: odd });
    const [row] = await database.query<{ response: string }>(
      'select response from idempotency_records where key = $1',
      [idempotencyKey],
    );
    expect(JSON.stringify(row?.response)).toMatch(/^"s1\./);
    expect(JSON.stringify(row)).not.toContain(odd.body);
  });

  test('that the former version answered is answered the same', async () => {
    const first = await call();
    const { text: _, ...answer } = first;
    await database.query('update idempotency_records set response = to_jsonb($2::text) where key = $1', [
      ...[idempotencyKey, JSON.stringify(answer)],
    ]);
    expect(await call()).toEqual(first);
  });

  test('is the same call whatever order its arguments are written in', async () => {
    const first = await call();
    expect(await call({ input: { body: mail.body, to: mail.to, subject: mail.subject } })).toEqual(first);
    expect(await sent()).toBe(1);
  });

  test('has the first one’s answer to the letter, whatever is in it', async () => {
    const odd = { ...mail, body: 'nothing\u0000 and half a character \ud83d' };
    const { text } = await call({ input: odd });
    expect(JSON.parse(text).body).toBe(odd.body);
    expect((await call({ input: odd })).text).toBe(text);
    expect(await sent()).toBe(1);
  });

  test('is refused when the key was used for another call', async () => {
    await call();
    for (const other of [{ input: { ...mail, subject: 'Other' } }, { tool: FIND, input: {} }]) {
      await expect(call(other)).rejects.toMatchObject({ code: 'conflict', status: 409 });
    }
    expect(await sent()).toBe(1);
  });

  test('means nothing to another account, which makes a call of its own', async () => {
    await connectProfile(url(), workspace.member.accountId);
    const { executionId } = await call();
    const theirs = await callTool(workspace.member.principal, {
      ...{ executionId: randomId(), requestId: randomId(), tool: SEND, input: mail, idempotencyKey },
    });
    expect(theirs.executionId).not.toBe(executionId);
    expect(await sent()).toBe(2);
  });

  test('that fails at the tool keeps that answer', async () => {
    const first = await call({ input: { ...mail, to: '' } });
    expect(first.ok).toBe(false);
    expect(await call({ input: { ...mail, to: '' } })).toEqual(first);
  });

  test('whose answer was lost is not made again, and says that it may have been carried out', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', reset: true, when: 'after', times: 1 });
    expect(await outcome(call())).toBe('provider_unavailable');
    await expect(call()).rejects.toMatchObject({
      ...{
        code: 'provider_unavailable',
        message: expect.stringContaining('not known'),
        detail: { outcome: 'unknown' },
      },
    });
    expect(await sent()).toBe(1);
  });

  test('that was turned away before it ran gives its key back', async () => {
    const rate = { app: 'gmail', status: 429, retryAfterS: 60 };
    await admin('PUT', '/admin/faults', rate);
    expect(await outcome(call())).toBe('rate_limited');
    await admin('DELETE', '/admin/faults');
    expect(await call()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
  });

  test('waits for the first one no longer than its own deadline', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', latencyMs: 2_000, times: 1 });
    const first = call();
    await expect.poll(keys).toBe(1);
    await expect(call({ timeoutMs: 300 })).rejects.toMatchObject({ code: 'conflict', detail: { retryAfterS: 5 } });
    expect(await call()).toEqual(await first);
    expect(await sent()).toBe(1);
  });

  test('twenty at once are one call and twenty equal answers', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(new Set(answers.map(({ executionId, text }) => executionId + text)).size).toBe(1);
    expect(await sent()).toBe(1);
  });

  test('that gives its key back while others wait leaves none of them with an error of ours', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', status: 429, retryAfterS: 60, times: 5 });
    const ends = await Promise.all(Array.from({ length: 20 }, () => outcome(call())));
    expect(ends.filter((end) => end === 'internal')).toEqual([]);
    expect(await sent()).toBe(1);
  }, 60_000);
});

const keys = async () => {
  const rows = await database.query('select 1 from idempotency_records where key = $1', [idempotencyKey]);
  return rows.length;
};

describe('in several processes', () => {
  const running: Running[] = [];
  let key: string;

  beforeAll(async () => {
    ({ key } = await createKey(workspace.owner.principal, { name: 'Backend', scopes: ['tools:execute'] }));
    await bundleSources([GATEWAY]);
    running.push(await start('gateway'), await start('gateway'));
  }, 60_000);
  afterAll(() => {
    for (const gateway of running) gateway.stop();
  });

  const ask = async (gateway: Running | undefined, action = SEND, params: object = mail) => {
    const response = await fetch(`${gateway?.url}/api/tools/execute`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: workspace.owner.externalId, action, params, idempotency_key: idempotencyKey }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  /** One that has its connections open, so that the fault meets the call and not what comes before it. */
  const startWarm = async () => {
    const gateway = await start('gateway');
    await ask(gateway, FIND, {});
    idempotencyKey = randomId();
    return gateway;
  };

  test('the same call to both at once is one call with one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, number) => ask(running[number % 2])));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ success: true });
    expect(await sent()).toBe(1);
  });

  test('a write whose process was killed is not made again by the others', async () => {
    const doomed = await startWarm();
    await admin('PUT', '/admin/faults', { app: 'gmail', slowBody: 20_000, times: 1 });
    const lost = ask(doomed).catch(() => 'lost');
    await expect.poll(sent, { timeout: 10_000 }).toBe(1);
    doomed.kill();
    expect(await lost).toBe('lost');
    await age();
    const { status, body } = await ask(running[0]);
    expect(status).toBe(409);
    expect(body).toMatchObject({ success: false, error: { code: 'conflict', outcome: 'unknown' } });
    expect(body.error).not.toHaveProperty('retry_after_s');
    expect(await sent()).toBe(1);
  }, 30_000);

  test('a read whose process was killed is made again, by one of those who ask', async () => {
    const doomed = await startWarm();
    await admin('PUT', '/admin/faults', { app: 'gmail', latencyMs: 30_000, times: 1 });
    const lost = ask(doomed, FIND, {}).catch(() => 'lost');
    await expect.poll(keys, { timeout: 10_000 }).toBe(1);
    doomed.kill();
    expect(await lost).toBe('lost');
    await age();
    const answers = await Promise.all([0, 1, 0, 1].map((at) => ask(running[at], FIND, {})));
    expect(new Set(answers.map(({ body }) => body.execution_id)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ success: true });
  }, 30_000);
});

test('a key is forgotten after a day, without anybody asking', async () => {
  await call();
  await database.query(`update idempotency_records set expires_at = now() - interval '1 second' where key = $1`, [
    idempotencyKey,
  ]);
  await startJobs();
  await enqueue(defineJob({ name: 'expired-results', schema: z.object({}), run: async () => {} }), {});
  await expect.poll(keys, { timeout: 15_000 }).toBe(0);
  await stopJobs();
}, 30_000);
