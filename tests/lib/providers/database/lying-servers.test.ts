import { scrypt } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { Binary, type Document, Long } from 'mongodb';
import { expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import { toJson } from '@/lib/providers/database/postgres/values';
import { decodeRequest, encodeReply, splitMessages } from '@/tests/support/mongo/wire';
import { mySqlPackets, startLyingMySqlProxy, startPouringServer, startSpeakingServer } from './support/lying-servers';
import type { OddServer } from './support/odd-servers';
import { answer, call, subjectOn } from './support/subjects';

const MIB = 1024 * 1024;
const mariadb = subjectOn('mariadb', 'shop');
const postgres = subjectOn('postgres', 'shop');
const mongodb = subjectOn('mongodb', 'shop');

/** What it cost the process, in memory and in the longest time that nobody else got an answer. */
async function costOf(
  work: () => Promise<unknown>,
): Promise<{ outcome: unknown; grownMib: number; stalledMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  delay.enable();
  const outcome = await work().catch((error) => error);
  delay.disable();
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage().rss);
  return { outcome, grownMib: (peak - before) / MIB, stalledMs: delay.max / 1e6 };
}

async function withServer(starting: Promise<OddServer>, use: (port: number) => Promise<void>): Promise<void> {
  const server = await starting;
  try {
    await use(server.port);
  } finally {
    await server.close();
  }
}

const untilSignal = () => new AbortController().signal;

/** 16 MB packets, which belong together as long as none is shorter, without end. */
function* packetsWithoutEnd(): Generator<Buffer> {
  const part = Buffer.alloc(64 * 1024);
  for (let sequence = 0; ; sequence++) {
    yield Buffer.from([0xff, 0xff, 0xff, sequence & 255]);
    for (let sent = 0; sent < 0xffffff; sent += part.length) yield part.subarray(0, 0xffffff - sent);
  }
}

test('MySQL: a greeting without end ends the connection before it fills the memory', { timeout: 30_000 }, async () => {
  await withServer(startPouringServer(packetsWithoutEnd, 'at once'), async (port) => {
    const session = mariadb.open({ port });
    const { outcome, grownMib } = await costOf(() => session.test(untilSignal()));
    expect(outcome).toMatchObject({ code: expect.stringMatching(/^provider_/) });
    expect(grownMib).toBeLessThan(64);
    await session.close();
  });
});

function* columnsWithoutEnd(): Generator<Buffer> {
  const packets = mySqlPackets();
  yield packets.count(2 ** 40);
  for (let at = 0; ; at++) yield Buffer.concat(Array.from({ length: 500 }, () => packets.column(`column_${at}`)));
}

function* sixtyThousandColumns(): Generator<Buffer> {
  const packets = mySqlPackets();
  yield packets.count(60_000);
  for (let at = 0; at < 60_000; at++) yield packets.column(`column_${at}`);
  yield packets.end();
  yield packets.row(...Array.from({ length: 60_000 }, () => 'x'));
  yield packets.end();
}

test.each([
  ['without end', columnsWithoutEnd],
  ['of which there are 60,000', sixtyThousandColumns],
])('MySQL: columns %s cost their own call alone', { timeout: 40_000 }, async (_which, lie) => {
  await withServer(startLyingMySqlProxy(mariadb.server.port, lie), async (port) => {
    const session = mariadb.open({ port });
    const { outcome, grownMib, stalledMs } = await costOf(() => call(session, 'query', { query: 'select 1 as one' }));
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringContaining('Select fewer columns') });
    expect(grownMib).toBeLessThan(64);
    expect(stalledMs).toBeLessThan(4000);
    await session.close();
  });
});

function* rowThatEndsTooEarly(): Generator<Buffer> {
  const packets = mySqlPackets();
  const { count, column, end, row } = packets;
  yield Buffer.concat([count(3), column('a'), column('b'), column('c'), end(), row('one'), end()]);
}

test('MySQL: a row that ends before its last value is no answer', { timeout: 20_000 }, async () => {
  await withServer(startLyingMySqlProxy(mariadb.server.port, rowThatEndsTooEarly), async (port) => {
    const session = mariadb.open({ port });
    await expect(call(session, 'query', { query: 'select 1 as one' })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    await session.close();
  });
});

test.each(['mariadb', 'mysql'] as const)('%s: a column may be called like a part of every object', async (kind) => {
  const session = subjectOn(kind, 'shop').open();
  const query = 'select 1 as `__proto__`, 2 as `constructor`, 3 as `__defineGetter__`';
  expect(await answer(session, 'query', { query })).toMatchObject({
    columns: [{ name: '__proto__' }, { name: 'constructor' }, { name: '__defineGetter__' }],
    row_count: 1,
  });
  await session.close();
});

function* passwordQuestionsWithoutEnd(): Generator<Buffer> {
  const question = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
  const many = Buffer.concat(Array.from({ length: 5000 }, () => question));
  for (;;) yield many;
}

test('PostgreSQL: a sign-in that asks without end is ended at once', { timeout: 30_000 }, async () => {
  await withServer(startPouringServer(passwordQuestionsWithoutEnd, 'when asked'), async (port) => {
    const session = postgres.open({ port });
    const startedAt = performance.now();
    await expect(session.test(untilSignal())).rejects.toMatchObject({ code: expect.stringMatching(/^provider_/) });
    expect(performance.now() - startedAt).toBeLessThan(4000);
    await session.close();
  });
});

test('PostgreSQL: what is not of the type of its column comes as its text', () => {
  const text = { name: 'text', element: null };
  for (const [broken, type] of [
    ['{broken', { name: 'json', element: null }],
    ['{"'.repeat(1000), { name: 'text[]', element: text }],
    ['{{{{', { name: 'text[]', element: text }],
  ] as const) {
    expect(toJson(broken, type)).toBe(broken);
  }
});

/** Asks for a password that is hashed so often, as a server may (RFC 5802). */
function startCostlyMongo(iterations: number): Promise<OddServer> {
  return startSpeakingServer((said) => {
    const { messages, rest } = splitMessages(said);
    const answers = messages.map((message) => {
      const request = decodeRequest(message);
      const [command = ''] = Object.keys(request.command);
      if (command !== 'saslStart') return encodeReply(request, GREETING);
      const [, nonce = ''] = /r=(.*)/.exec(Buffer.from(request.command.payload.buffer).toString()) ?? [];
      const salt = Buffer.from('salt of the server').toString('base64');
      const payload = new Binary(Buffer.from(`r=${nonce}more,s=${salt},i=${iterations}`));
      return encodeReply(request, { conversationId: 1, done: false, payload, ok: 1 });
    });
    return { said: Buffer.concat(answers), rest };
  });
}

const GREETING = {
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 25,
  saslSupportedMechs: ['SCRAM-SHA-256'],
  ok: 1,
};

test('MongoDB: a password that is to be hashed a billion times takes no thread', { timeout: 60_000 }, async () => {
  await withServer(startCostlyMongo(1_000_000_000), async (port) => {
    for (let attempt = 0; attempt < 4; attempt++) {
      const session = mongodb.open({ connection_string: `mongodb://ann:secret@127.0.0.1:${port}/shop` });
      await expect(session.test(untilSignal())).rejects.toMatchObject({
        code: 'provider_rejected',
        message: 'The server asks for a way to sign in that is not spoken here.',
      });
      await session.close();
    }
    const startedAt = performance.now();
    await promisify(scrypt)('somebody else', 'signs in', 32);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

/** Has always one more batch to tell of. */
function startEndlessMongo(batch: Document[], heard: string[]): Promise<OddServer> {
  const cursor = { id: Long.fromNumber(5), ns: 'shop.$cmd', firstBatch: batch, nextBatch: batch };
  return startSpeakingServer((said) => {
    const { messages, rest } = splitMessages(said);
    const answers = messages.map((message) => {
      const request = decodeRequest(message);
      const [command = ''] = Object.keys(request.command);
      if (/^(hello|ismaster)$/i.test(command)) return encodeReply(request, GREETING);
      heard.push(command);
      return encodeReply(request, { cursor, n: 1, ok: 1 });
    });
    return { said: Buffer.concat(answers), rest };
  });
}

const NAMES = Array.from({ length: 1000 }, (_, at) => ({ name: `collection_${at}`, type: 'collection' }));

test.each<[string, Document[], JsonObject]>([
  ['collections, in empty batches', [], {}],
  ['collections, in full ones', NAMES, {}],
  ['indexes', NAMES, { collection: 'things' }],
])('MongoDB: a list of %s that never ends, ends with the call', { timeout: 30_000 }, async (_what, batch, input) => {
  const heard: string[] = [];
  await withServer(startEndlessMongo(batch, heard), async (port) => {
    const session = mongodb.open({ connection_string: `mongodb://127.0.0.1:${port}/shop`, timeout_s: 2 });
    const { grownMib } = await costOf(() => call(session, 'schema', input));
    expect(grownMib).toBeLessThan(200);
    const asked = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(heard.slice(asked).filter((command) => !/^(killCursors|killOp|currentOp)$/.test(command))).toEqual([]);
    await session.close();
  });
});
