import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { asAccount, db } from '@/lib/platform/db';
import { stopChanges } from '@/lib/platform/notify';
import { forget } from '@/lib/platform/once';
import { cpuMsOf } from '@/tests/support/cost';
import { useDatabase } from '@/tests/support/database';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { bundleSources, GATEWAY, type Running, start } from '@/tests/support/programs/programs';

const MIB = 1024 * 1024;
const AT_ONCE = 40;

useDatabase();
let upstream: Running;
let gateway: Running;
let keyOf: Record<'greedy' | 'quiet', string>;

beforeAll(async () => {
  await bundleSources([GATEWAY, 'tests/support/programs/large-upstream.ts']);
  upstream = await start('large-upstream');
  Object.assign(process.env, { SANDBOX_URL: upstream.url });
  forget('env');
  const { owner, member } = await makeWorkspace();
  keyOf = { greedy: await connect(owner, 'greedy'), quiet: await connect(member, 'quiet') };
  gateway = await start('gateway');
});
afterAll(async () => {
  gateway?.stop();
  upstream?.stop();
  await stopChanges();
});

/** A profile with the tools of the upstream, and a key of whoever it belongs to. */
async function connect({ accountId, principal }: TestPerson, slug: string): Promise<string> {
  const app = { provider: 'pipedream', appSlug: slug };
  const names = ['large', 'small', 'endless'];
  await db().app.create({
    data: { provider: app.provider, slug, name: slug, authType: 'oauth', toolsSyncedAt: new Date() },
  });
  await db().tool.createMany({
    data: names.map((name) => ({
      ...{ ...app, name, description: name, definitionHash: name },
      ...{ inputSchema: { type: 'object', properties: {} }, annotations: { read_only: true } },
    })),
  });
  await asAccount(accountId, async (tx) => {
    const { id: profileId } = await tx.profile.create({
      data: {
        ...{ ...app, accountId, appName: slug, profileName: slug, displayName: slug, externalUserId: `pb_${slug}` },
        ...{ mcpQualifiedName: `pipedream:${slug}:none`, enabledTools: names, isConnected: true, isDefault: true },
      },
    });
    const connection = {
      ...app,
      profileId,
      accountId,
      externalUserId: `pb_${slug}`,
      upstreamAccountId: `apn_${slug}1`,
    };
    await tx.connection.create({ data: { ...connection, status: 'connected' } });
  });
  return (await createKey(principal, { name: slug, scopes: ['tools:read', 'tools:execute'], acts_as: 'me' })).key;
}

type Answered = { status: number; body: string; ms: number };

function post(path: string, key: string, body: object, signal?: AbortSignal): Promise<Answered> {
  return ask(path, key, { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) });
}

async function ask(path: string, key: string, init: RequestInit): Promise<Answered> {
  const startedAt = performance.now();
  const headers = {
    'x-api-key': key,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-11-25',
  };
  const response = await fetch(gateway.url + path, { ...init, headers });
  return { status: response.status, body: await response.text(), ms: performance.now() - startedAt };
}

const overRest = (who: 'greedy' | 'quiet', action: string, cursor?: string) =>
  post('/api/tools/execute', keyOf[who], { action, params: {}, cursor });
const overMcp = (who: 'greedy' | 'quiet', name: string) =>
  post('/mcp', keyOf[who], { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } });

test.each([
  ['REST', overRest],
  ['MCP', overMcp],
])(
  'forty answers of megabytes at once over %s take bounded memory, and small calls of others go on',
  async (_, call) => {
    for (let warm = 0; warm < 5; warm += 1) await call('quiet', 'small');
    await call('greedy', 'large');
    const before = await gateway.usage('memory');

    const large = Promise.all(Array.from({ length: AT_ONCE }, () => call('greedy', 'large')));
    const small = await callWhile(large, () => call('quiet', 'small'));
    const answers = await large;
    const after = await gateway.usage('memory');

    const costMiB = (after.peakRssBytes - before.rssBytes) / MIB;
    const slowestMs = Math.max(...small.map(({ ms }) => ms));
    const cpuMs = (after.cpuUs - before.cpuUs) / 1000 / AT_ONCE;
    const figures = [costMiB, after.longestDelayMs, slowestMs, cpuMs, Math.max(...answers.map(({ ms }) => ms))];
    console.log(
      'MiB more, ms that one piece of work held the process, ms of the slowest small call, ms of CPU for each large one, ' +
        `ms until the last was answered: ${figures.map((figure) => figure.toFixed(0)).join(', ')}`,
    );
    expect(small.filter(({ status, body }) => status !== 200 || !body.includes('ok'))).toEqual([]);
    const whole = answers.filter(({ body }) => body.includes('A record of a list'));
    // On a busy machine some wait until their deadline.
    const refused = answers.filter(({ body }) => body.includes('Too many large answers'));
    expect(whole.length + refused.length).toBe(AT_ONCE);
    expect(whole.length).toBeGreaterThan(AT_ONCE / 8);
    expect(costMiB).toBeLessThan(600);
    expect(after.longestDelayMs).toBeLessThan(1_000);
    expect(slowestMs).toBeLessThan(5_000);
  },
  240_000,
);

test('answers that begin and do not end take the room of their own account, and a call without room says so', async () => {
  const hangUp = new AbortController();
  const body = { action: 'endless', params: {} };
  const endless = Array.from({ length: 8 }, () =>
    post('/api/tools/execute', keyOf.greedy, body, hangUp.signal).catch(() => null),
  );
  await vi.waitFor(async () => expect(await roomTaken()).toBe(16 * MIB), 10_000);

  const refused = await post('/api/tools/execute', keyOf.greedy, { action: 'large', params: {}, timeout_s: 1 });
  expect(refused.status).toBe(503);
  const message = 'Too many large answers are being read at the moment. Try again in 1 s.';
  expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'internal', message, retry_after_s: 1 } });
  expect((await overRest('greedy', 'small')).status).toBe(200);
  expect((await overRest('quiet', 'large')).status).toBe(200);

  hangUp.abort();
  await Promise.all(endless);
  expect((await overRest('greedy', 'large')).status).toBe(200);
  await vi.waitFor(async () => expect(await roomTaken()).toBe(0), 10_000);
}, 60_000);

test.each([
  ['a call', (cursor: string) => overRest('greedy', 'large', cursor)],
  ['the address of results', (cursor: string) => ask(`/api/results/${cursor}`, keyOf.greedy, {})],
])(
  'three hundred further parts of a result at once through %s leave others their calls',
  async (_, read) => {
    const { next_cursor: cursor } = JSON.parse((await overRest('greedy', 'large')).body);
    await read(cursor);
    const before = await gateway.usage('memory');
    const reading = Promise.all(Array.from({ length: 300 }, () => read(cursor)));
    const small = await callWhile(reading, () => overRest('quiet', 'small'));
    const parts = await reading;
    const after = await gateway.usage();
    const costMiB = (after.peakRssBytes - before.rssBytes) / MIB;
    const slowestMs = Math.max(...small.map(({ ms }) => ms));
    const figures = [costMiB, after.longestDelayMs, slowestMs, Math.max(...parts.map(({ ms }) => ms))];
    console.log(`MiB more, ms held, slowest small, last: ${figures.map((figure) => figure.toFixed(0)).join(', ')}`);
    expect(small.filter(({ status, body }) => status !== 200 || !body.includes('ok'))).toEqual([]);
    expect(parts.filter(({ body }) => !/A record of a list|Too many large answers/.test(body))).toEqual([]);
    expect(costMiB).toBeLessThan(500);
    expect(after.longestDelayMs).toBeLessThan(1_000);
    expect(slowestMs).toBeLessThan(5_000);
  },
  120_000,
);

/** Calls one after the other for as long as something goes on. */
async function callWhile(going: Promise<unknown>, call: () => Promise<Answered>): Promise<Answered[]> {
  let isOver = false;
  void going.finally(() => {
    isOver = true;
  });
  const answers: Answered[] = [];
  while (!isOver) {
    answers.push(await call());
    await pause(20);
  }
  return answers;
}

async function roomTaken(): Promise<number> {
  const metrics = await (await fetch(`${gateway.url}/api/metrics`)).text();
  return Number(/^patchbay_large_answers_bytes (\d+)$/m.exec(metrics)?.[1]);
}

const ROUND_TRIPS = 6;

test.each([
  ['names', () => Object.fromEntries(Array.from({ length: 300_000 }, (_, id) => [`n${id}`, 1]))],
  ['lists within lists', () => ({ list: Array.from({ length: 300_000 }, () => [{}]) })],
])(
  'arguments of three hundred thousand %s cost little more than to read and to write them',
  async (_, make) => {
    const params = make();
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'small', arguments: params } };
    const least = cpuMsOf(() => JSON.parse(JSON.stringify(params)));
    for (const send of [
      () => post('/api/tools/execute', keyOf.greedy, { action: 'small', params }),
      () => post('/mcp', keyOf.greedy, message),
    ]) {
      await gateway.usage('memory');
      const before = await gateway.usage();
      const answer = await send();
      const after = await gateway.usage();
      expect(answer.body).toContain('ok');
      expect((after.cpuUs - before.cpuUs) / 1000).toBeLessThan(least * ROUND_TRIPS);
    }
  },
  60_000,
);
