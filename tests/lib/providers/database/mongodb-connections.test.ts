import { deflateSync } from 'node:zlib';
import { Long } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { openClient } from '@/lib/providers/database/mongodb/client';
import { MongoSettings } from '@/lib/providers/database/mongodb/settings';
import { expectNoUnheardErrors } from '@/tests/support/unheard-errors';
import { mongoAdmin } from './support/admins';
import { type Fault, startBreakingProxy } from './support/breaking-proxy';
import { startSayingMongo, startSayingServer } from './support/odd-servers';
import { call, loopback, mongoUrl, subjectOn } from './support/subjects';

const subject = subjectOn('mongodb', 'connections');
expectNoUnheardErrors();
let proxy: Awaited<ReturnType<typeof startBreakingProxy>>;
let closeAdmin: () => Promise<void>;
let session: DatabaseSession;

/** A header that promises 200 MB. */
const GARBAGE = Buffer.from([0, 0, 0, 12, 1, 0, 0, 0, 1, 0, 0, 0, 0xdd, 7, 0, 0]);

beforeAll(async () => {
  const admin = await mongoAdmin(subject.server, 'connections');
  await admin.db.collection('things').insertOne({ a: 1 });
  closeAdmin = admin.close;
  proxy = await startBreakingProxy(subject.server.port, GARBAGE);
});
afterAll(async () => {
  await proxy.close();
  await closeAdmin();
});
beforeEach(() => {
  session = open(proxy.port);
});
afterEach(async () => {
  proxy.breakWith(null);
  await session.close();
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

/** A compressed message, as a server would send one that was asked to: 256 MB of zeros in 260 kB. */
function inflating(): Buffer {
  const body = deflateSync(Buffer.alloc(256 * 1024 * 1024), { level: 9 });
  const header = Buffer.alloc(25);
  for (const [at, value] of [header.length + body.length, 1, 1, 2012, 2013, 0x7fffffff].entries()) {
    header.writeInt32LE(value, at * 4);
  }
  header[24] = 2; // zlib
  return Buffer.concat([header, body]);
}

test.each<[string, Buffer]>([
  ['sends a small message that unpacks to a large one', inflating()],
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

test('collections that a server lists without names are passed over', async () => {
  const firstBatch = [{}, { name: 1 }, { name: 'things', type: 'view' }];
  const server = await startSayingMongo({ cursor: { id: Long.ZERO, ns: 'shop.$cmd', firstBatch }, ok: 1 });
  const lying = subject.open({ connection_string: `mongodb://127.0.0.1:${server.port}/shop` });
  expect(await call(lying, 'schema', {})).toMatchObject({ content: { collections: [{ name: 'things' }], total: 1 } });
  await lying.close();
  await server.close();
});

test.each(['?compressors=zlib', '?authSource=admin&compressors=snappy,zlib&retryWrites=false'])(
  'compression is not spoken, though the connection string asks for it: %s',
  async (options) => {
    const connection_string = `mongodb://ann:p%3Fw@127.0.0.1:27017/shop${options}`;
    const settings = MongoSettings.parse({ connection_name: 'The shop', connection_string });
    const client = await openClient(settings, loopback);
    expect(client.options).toMatchObject({ compressors: ['none'], dbName: 'shop', credentials: { password: 'p?w' } });
    await client.close();
  },
);
