import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { expectNoUnheardErrors } from '@/tests/support/unheard-errors';
import { type RedisAdmin, redisAdmin } from './support/admins';
import { type Fault, startBreakingProxy } from './support/breaking-proxy';
import { startSayingServer } from './support/odd-servers';
import { answer, call, subjectOn } from './support/subjects';

const MIB = 1024 * 1024;
const DATABASE = 5;
const subject = subjectOn('redis', String(DATABASE));
expectNoUnheardErrors();
let admin: RedisAdmin;

beforeAll(async () => {
  admin = await redisAdmin(subject.server, DATABASE);
  await admin.hSet('hash', { a: 'x'.repeat(100), b: 'y' });
  await admin.sAdd('set', ['a', 'b']);
  await admin.zAdd('sorted', [{ value: 'a', score: 1 }]);
  await admin.rPush('list', ['3', '1', '2']);
  await admin.set('blob', Buffer.alloc(MIB, 'x'));
  await admin.hSet('blobs', { blob: Buffer.alloc(MIB, 'x') });
  await admin.rPush(
    'long',
    Array.from({ length: 150_000 }, () => 'x'.repeat(60)),
  );
  await admin.xAdd('stream', '1-1', { a: 'x'.repeat(100_000) });
  for (let at = 2; at < 100; at++) await admin.xAdd('stream', `${at}-1`, { a: 'x'.repeat(100_000) });
  const numbers = Array.from({ length: 100_000 }, (_, at) => at);
  await admin.zAdd(
    'many',
    numbers.map((at) => ({ value: `m${at}`, score: at })),
  );
  await admin.zAdd(
    'words',
    numbers.map((at) => ({ value: `w${at}`, score: 0 })),
  );
  await admin.set('text', 'x'.repeat(10_000));
});
afterAll(async () => {
  await admin.close();
});

describe('a reply that would be too large', () => {
  let session: DatabaseSession;
  beforeAll(() => {
    session = subject.open();
  });
  afterAll(() => session.close());

  test.each<[string, Json[]]>([
    ['HRANDFIELD', ['hash', -3_000_000, 'WITHVALUES']],
    ['HRANDFIELD', ['hash', -90_000, 'WITHVALUES']],
    ['SRANDMEMBER', ['set', -500_000]],
    ['ZRANDMEMBER', ['sorted', -20_000_000, 'WITHSCORES']],
    ['HMGET', ['blobs', ...Array(300).fill('blob')]],
    ['MGET', Array(40).fill('blob')],
    ['SORT_RO', ['list', 'BY', 'nosort', ...Array(300).fill(['GET', 'blob']).flat()]],
    ['SORT_RO', ['long', ...Array(9).fill(['GET', '#']).flat()]],
    ['LRANGE', ['long', 0, -1]],
    ['LRANGE', ['long', -150_000, 149_999]],
    ['XRANGE', ['stream', '-', '+']],
    ['XRANGE', ['stream', '-', '+', 'COUNT', 90]],
    ['XREAD', ['STREAMS', 'stream', 0]],
    ['XINFO', ['STREAM', 'stream', 'FULL', 'COUNT', 0]],
    ['LCS', ['text', 'text', 'IDX']],
    ['SUNION', Array(1000).fill('set')],
    ['ZUNION', [1000, ...Array(1000).fill('sorted')]],
    ['SCAN', [0, 'COUNT', 10_000_000]],
    ['HSCAN', ['hash', 0, 'COUNT', 10_000_000]],
    ['MEMORY', ['USAGE', 'long', 'SAMPLES', 0]],
    ['DUMP', ['long']],
  ])('%s is refused before it is asked for', async (command, args) => {
    const before = await admin.info('commandstats');
    const outcome = await call(session, 'query', { command, args });
    expect(outcome).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/MiB|at most|More than|too long|not allowed/i),
    });
    const ran = (stats: string) =>
      new RegExp(`cmdstat_${command.toLowerCase()}(\\|\\w+)?:calls=(\\d+)`).exec(stats)?.[2];
    if (command !== 'MEMORY') expect(ran(await admin.info('commandstats'))).toBe(ran(before));
  });

  test.each<[string, Json[], string]>([
    ['HRANDFIELD', ['hash', 1], 'hash'],
    ['SRANDMEMBER', ['set', -3], 'set'],
    ['HMGET', ['hash', 'a', 'b', 'nothing'], 'hash'],
    ['XRANGE', ['stream', '-', '+', 'COUNT', 5], 'stream'],
    ['XINFO', ['STREAM', 'stream'], 'stream'],
    ['SORT_RO', ['list', 'GET', '#'], 'list'],
    ['LRANGE', ['long', 0, 999], 'long'],
    ['LPOS', ['list', '1', 'COUNT', 0], 'list'],
    ['GETRANGE', ['blob', 0, 9], 'blob'],
  ])('%s of what is small is answered', async (command, args) => {
    expect(await call(session, 'query', { command, args })).toMatchObject({ ok: true });
  });

  test.each<[string, Json[], Json]>([
    ['ZRANGEBYSCORE', ['many', 1, 3], ['m1', 'm2', 'm3']],
    ['ZRANGEBYSCORE', ['many', '-inf', '+inf', 'LIMIT', 5, 2], ['m5', 'm6']],
    ['ZREVRANGEBYSCORE', ['many', 3, '(1'], ['m3', 'm2']],
    ['ZRANGE', ['many', 1, 2, 'BYSCORE'], ['m1', 'm2']],
    ['ZRANGE', ['many', 2, 1, 'BYSCORE', 'REV'], ['m2', 'm1']],
    ['ZRANGE', ['many', 0, 1, 'REV'], ['m99999', 'm99998']],
    ['ZRANGEBYLEX', ['words', '[w1', '[w10'], ['w1', 'w10']],
    ['ZREVRANGEBYLEX', ['words', '[w10', '[w1'], ['w10', 'w1']],
    ['ZRANGE', ['words', '[w10', '[w1', 'BYLEX', 'REV', 'LIMIT', 0, 1], ['w10']],
    ['GEOSEARCH', ['many', 'FROMLONLAT', 0, 0, 'BYRADIUS', 1, 'm', 'COUNT', 3], []],
  ])('%s %s of a large key is answered, because the answer is small', async (command, args, reply) => {
    expect(await answer(session, 'query', { command, args })).toMatchObject({ reply });
  });

  test.each<[string, Json[], RegExp]>([
    ['ZRANGEBYSCORE', ['many', '-inf', '+inf'], /MiB at once/],
    ['ZREVRANGEBYSCORE', ['many', '+inf', '-inf', 'LIMIT', 0, -1], /MiB at once/],
    ['ZRANGE', ['many', '-inf', '+inf', 'BYSCORE', 'LIMIT', 1, 99_999], /MiB at once/],
    ['ZRANGEBYLEX', ['words', '-', '+'], /MiB at once/],
    ['ZRANGE', ['words', '+', '-', 'BYLEX', 'REV'], /MiB at once/],
    ['GEOSEARCH', ['many', 'FROMLONLAT', 0, 0, 'BYRADIUS', 30_000, 'km'], /Say with COUNT/],
  ])('%s %s of it is not', async (command, args, reason) => {
    expect(await call(session, 'query', { command, args })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });

  test.each<[string, Json[], Json]>([
    ['SORT', ['list'], ['1', '2', '3']],
    ['sort', ['list', 'DESC', 'LIMIT', 0, 2], ['3', '2']],
    ['SORT', ['set', 'ALPHA', 'GET', '#'], ['a', 'b']],
    ['GEORADIUS', ['places', 4, 52, 500, 'km', 'ASC'], ['here', 'there']],
    ['GEORADIUSBYMEMBER', ['places', 'here', 1, 'km'], ['here']],
    ['PING', [], 'PONG'],
    ['PING', ['hello'], 'hello'],
  ])('%s %s reads, though the server flags it otherwise', async (command, args, reply) => {
    await admin.geoAdd('places', { member: 'here', longitude: 4, latitude: 52 });
    await admin.geoAdd('places', { member: 'there', longitude: 5, latitude: 52 });
    expect(await answer(session, 'query', { command, args })).toMatchObject({ reply });
  });

  test.each<[string, Json[]]>([
    ['SORT', ['list', 'STORE', 'stored']],
    ['SORT', ['list', 'LIMIT', 0, 1, 'sToRe', 'stored']],
    ['SORT', ['list', { base64: 'U1RPUkU=' }, 'stored']],
    ['SORT', ['list', 'BY', 'nosort', 'GET', 'blob']],
    ['GEORADIUS', ['places', 4, 52, 500, 'km', 'STORE', 'stored']],
    ['GEORADIUSBYMEMBER', ['places', 'here', 500, 'km', 'STOREDIST', 'stored']],
    ['SORT', ['long', ...Array(9).fill(['GET', '#']).flat()]],
  ])('%s %s does not', async (command, args) => {
    expect(await call(session, 'query', { command, args })).toMatchObject({ ok: false });
    expect(await admin.exists('stored')).toBe(0);
  });

  test('the time and the state of the server are told, without the paths of its machine', async () => {
    const { reply } = await answer(session, 'query', { command: 'TIME' });
    expect(reply).toHaveLength(2);
    for (const args of [[], ['memory'], ['server', 'Keyspace']]) {
      const { reply: info } = await answer(session, 'query', { command: 'INFO', args });
      expect(info).toMatch(/^# (Server|Memory)\r\n/);
      expect(info).not.toMatch(/^(executable|config_file):./m);
    }
    expect(await admin.info('server')).toMatch(/^executable:./m);
    for (const args of [['all'], ['everything'], ['modules'], ['memory', 'EVERYTHING'], ['x'], [{ base64: 'YWxs' }]])
      expect(await call(session, 'query', { command: 'INFO', args }), String(args)).toMatchObject({
        ok: false,
        reason: expect.stringContaining('INFO'),
      });
  });

  test.each<[string, Json[], unknown]>([
    ['ECHO', ['hello'], 'hello'],
    ['LASTSAVE', [], expect.any(Number)],
    ['ROLE', [], expect.arrayContaining(['master'])],
    ['COMMAND', [], expect.arrayContaining([expect.arrayContaining(['get'])])],
    ['COMMAND', ['COUNT'], expect.any(Number)],
    ['command', ['info', 'get'], [expect.arrayContaining(['get'])]],
    ['COMMAND', ['DOCS', 'get'], { get: expect.objectContaining({ group: 'string' }) }],
    ['COMMAND', ['GETKEYS', 'SET', 'a', 'b'], ['a']],
    ['MEMORY', ['STATS'], expect.objectContaining({ 'keys.count': expect.any(Number) })],
    ['MEMORY', ['DOCTOR'], expect.any(String)],
    ['OBJECT', ['HELP'], expect.any(Array)],
    ['BITFIELD', ['text', 'GET', 'u8', 0, 'get', 'u8', '#1'], [120, 120]],
    ['BITFIELD_RO', ['text', 'GET', 'u8', 0], [120]],
  ])('%s %s tells how the server is doing, or what it can', async (command, args, reply) => {
    expect(await answer(session, 'query', { command, args })).toMatchObject({ reply });
  });

  test.each<[string, Json[]]>([
    ['MEMORY', ['PURGE']],
    ['MEMORY', ['MALLOC-STATS']],
    ['BITFIELD', ['text', 'SET', 'u8', 0, 1]],
    ['BITFIELD', ['text', 'GET', 'u8', 0, 'INCRBY', 'u8', 0, 1]],
    ['BITFIELD', ['text', 'OVERFLOW', 'SAT', 'SET', 'u8', 0, 1]],
    ['BITFIELD', ['text', 'GET', 'u8', 0, { base64: 'U0VU' }, 'u8', 0, 1]],
    ['CONFIG', ['']],
    ['CLIENT', ['LIST']],
  ])('%s %s is refused', async (command, args) => {
    expect(await call(session, 'query', { command, args })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('allowed here'),
    });
    expect(await admin.get('text')).toBe('x'.repeat(10_000));
  });

  test('what of a command the server does not know is told', async () => {
    expect(await call(session, 'query', { command: 'OBJECT', args: ['nothing', 'text'] })).toMatchObject({
      ok: false,
      reason: 'The server does not know this form of OBJECT.',
    });
  });

  test('commands that a server flags as reading, and that nobody looked at, are not run', async () => {
    const unknown = { LOLWUT: ['VERSION', '5'], TOUCH: ['hash'] };
    for (const [command, args] of Object.entries(unknown)) {
      expect(await call(session, 'query', { command, args })).toMatchObject({ ok: false });
    }
  });

  test('counting distinct values keeps nothing in the key', async () => {
    await admin.pfAdd('visitors', ['a', 'b']);
    const before = await admin.sendCommand(['DEBUG', 'DIGEST-VALUE', 'visitors']);
    expect(await answer(session, 'query', { command: 'PFCOUNT', args: ['visitors'] })).toMatchObject({ reply: 2 });
    expect(await admin.sendCommand(['DEBUG', 'DIGEST-VALUE', 'visitors'])).toEqual(before);
    await admin.pfCount('visitors');
    expect(await admin.sendCommand(['DEBUG', 'DIGEST-VALUE', 'visitors'])).not.toEqual(before);
  });
});

describe('a server that lies', () => {
  test.each<[string, string | Buffer]>([
    ['announces a list without end', '*2000000000\r\n'],
    ['announces lists within lists', '*100000\r\n'.repeat(1000)],
    ['nests without end', '*1\r\n'.repeat(100_000)],
    ['announces a text without end', '$2000000000\r\nxx'],
    ['announces a text of a negative length', '$-5\r\n'],
    ['announces a text of a length that is none', '$1e3\r\n'],
    ['sends ten times what is allowed', Buffer.concat([Buffer.from(`$${40 * MIB}\r\n`), Buffer.alloc(40 * MIB, 'x')])],
    [
      'sends small values without end',
      Buffer.concat([Buffer.from('*9000000\r\n'), Buffer.alloc(6 * MIB, '$0\r\n\r\n')]),
    ],
    ['sends a line without end', Buffer.alloc(3 * MIB, 'x')],
    ['says a word of no protocol', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['pushes messages without end', Buffer.alloc(6 * MIB, '>1\r\n+x\r\n')],
    ['answers twice', '%0\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n'],
  ])('and %s costs its own call alone', { timeout: 20_000 }, async (_what, said) => {
    const server = await startSayingServer(said);
    const session = subject.open({ port: server.port });
    const before = process.memoryUsage().rss;
    await expect(call(session, 'query', { command: 'GET', args: ['x'] })).rejects.toMatchObject({
      code: expect.stringMatching(/^provider_/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
    await session.close();
    await server.close();
  });
});

describe('a connection that breaks', () => {
  let proxy: Awaited<ReturnType<typeof startBreakingProxy>>;
  let session: DatabaseSession;
  beforeAll(async () => {
    proxy = await startBreakingProxy(subject.server.port, Buffer.from('@garbage\r\n'));
  });
  afterAll(() => proxy.close());
  beforeEach(() => {
    session = subject.open({ port: proxy.port, timeout_s: 2 });
  });
  afterEach(() => {
    proxy.breakWith(null);
    return session.close();
  });
  const ask = () => call(session, 'query', { command: 'LRANGE', args: ['list', 0, -1] });

  test.each(['closes', 'resets', 'sends half of an answer', 'answers garbage'] satisfies Fault[])(
    'and %s fails its call at once, and serves again afterwards',
    async (fault) => {
      expect(await ask()).toMatchObject({ ok: true });
      proxy.breakWith(fault);
      const startedAt = performance.now();
      await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^provider_/) });
      expect(performance.now() - startedAt).toBeLessThan(1000);
      proxy.breakWith(null);
      expect(await ask()).toMatchObject({ ok: true });
    },
  );

  test('and goes silent ends at the limit of time', { timeout: 10_000 }, async () => {
    expect(await ask()).toMatchObject({ ok: true });
    proxy.breakWith('goes silent');
    expect(await ask()).toEqual({
      ok: false,
      reason:
        'The database did not answer within 2 s, and the connection to it was ended. Whether the query still runs there is not known.',
    });
    proxy.breakWith(null);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('while nobody uses it is not noticed by the next call', async () => {
    expect(await ask()).toMatchObject({ ok: true });
    proxy.resetAll();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('because the server ended it serves again', async () => {
    expect(await ask()).toMatchObject({ ok: true });
    await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('and was used to write is not used again', async () => {
    const writing = subject.open({ port: proxy.port, allow_writes: true });
    const before = proxy.openConnections();
    await answer(writing, 'write', { command: 'SET', args: ['written', '1'] });
    await expect.poll(() => proxy.openConnections()).toBe(before);
    await writing.close();
  });
});

test('a caller who gave up while it waited for its turn asks nothing any more', { timeout: 20_000 }, async () => {
  const session = subject.open({ timeout_s: 1 });
  const controller = new AbortController();
  controller.abort();
  const outcome = await call(session, 'query', { command: 'GET', args: ['text'] }, controller.signal);
  expect(outcome).toMatchObject({ ok: false });
  await session.close();
});
