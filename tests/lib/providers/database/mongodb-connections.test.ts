import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mongoAdmin } from './support/admins';
import { type Fault, startBreakingProxy } from './support/breaking-proxy';
import { startSayingServer } from './support/odd-servers';
import { call, mongoUrl, subjectOn } from './support/subjects';

const subject = subjectOn('mongodb', 'connections');
/** An error that nobody listens to ends the process, and with it everybody's calls. */
const unheard: unknown[] = [];
const note = (error: unknown) => unheard.push(error);
let proxy: Awaited<ReturnType<typeof startBreakingProxy>>;
let closeAdmin: () => Promise<void>;
let session: DatabaseSession;

/** A header that promises 200 MB. */
const GARBAGE = Buffer.from([0, 0, 0, 12, 1, 0, 0, 0, 1, 0, 0, 0, 0xdd, 7, 0, 0]);

beforeAll(async () => {
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  const admin = await mongoAdmin(subject.server, 'connections');
  await admin.db.collection('things').insertOne({ a: 1 });
  closeAdmin = admin.close;
  proxy = await startBreakingProxy(subject.server.port, GARBAGE);
});
afterAll(async () => {
  await proxy.close();
  await closeAdmin();
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
});
beforeEach(() => {
  session = open(proxy.port);
});
afterEach(async () => {
  proxy.breakWith(null);
  await session.close();
  expect(unheard.splice(0)).toEqual([]);
});

const open = (port: number) => subject.open({ connection_string: mongoUrl(subject.server, { port }), timeout_s: 4 });
const ask = (of = session) => call(of, 'query', { collection: 'things' });

describe('a connection that breaks', () => {
  test.each(['closes', 'resets', 'sends half of an answer', 'answers garbage'] satisfies Fault[])(
    'and %s fails its call as an outage, and serves again afterwards',
    { timeout: 40_000 },
    async (fault) => {
      expect(await ask()).toMatchObject({ ok: true });
      proxy.breakWith(fault);
      await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^provider_/) });
      proxy.breakWith(null);
      await expect.poll(() => ask().catch(() => null), { timeout: 15_000 }).toMatchObject({ ok: true });
    },
  );

  test('and goes silent ends at the limit of time', { timeout: 40_000 }, async () => {
    expect(await ask()).toMatchObject({ ok: true });
    proxy.breakWith('goes silent');
    expect(await ask()).toMatchObject({ ok: false, reason: expect.stringContaining('longer than 4 s') });
  });
});

test('where nothing listens, it is said at once', { timeout: 20_000 }, async () => {
  const nowhere = open(1);
  const startedAt = performance.now();
  await expect(nowhere.test(new AbortController().signal)).rejects.toMatchObject({ code: 'provider_unavailable' });
  await expect(ask(nowhere)).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(performance.now() - startedAt).toBeLessThan(3000);
  await nowhere.close();
});

test.each<[string, Buffer]>([
  ['announces a message without end', GARBAGE],
  ['announces a message of no length', Buffer.alloc(64)],
  ['sends zeros without end', Buffer.alloc(1024 * 1024)],
])('a server that %s costs its own call alone', { timeout: 20_000 }, async (_what, said) => {
  const server = await startSayingServer(said);
  const lying = open(server.port);
  const before = process.memoryUsage().rss;
  const outcome = await ask(lying).catch((error) => error);
  expect(outcome.code ?? outcome.ok).toEqual(outcome.code ? expect.stringMatching(/^provider_/) : false);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  await lying.close();
  await server.close();
});
