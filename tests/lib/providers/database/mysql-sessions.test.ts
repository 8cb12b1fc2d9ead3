import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { takeConsoleErrors } from '@/tests/support/console';
import { expectNoUnheardErrors } from '@/tests/support/unheard-errors';
import { mySqlAdmin, type SqlAdmin } from './support/admins';
import { type Fault, startBreakingProxy } from './support/breaking-proxy';
import { answer, call, subjectOn } from './support/subjects';

expectNoUnheardErrors();
afterEach(() => {
  takeConsoleErrors(); // the driver prints what it cannot read
});

const MIB = 1024 * 1024;
/** A description of a column that ends before it has begun. */
const GARBAGE = Buffer.from([1, 0, 0, 1, 1, 2, 0, 0, 2, 0xfc, 0xff]);
const FAULTS = ['closes', 'resets', 'sends half of an answer', 'answers garbage'] satisfies Fault[];
/** Runs for longer than any limit here, without a function that a reader may not call. */
const SLOW = 'select count(*) from many a, many b, many c where a.n + b.n + c.n < 0';

describe.each(['mariadb', 'mysql'] as const)('a connection to %s', (name) => {
  const subject = subjectOn(name, 'sessions');
  let admin: SqlAdmin;
  let proxy: Awaited<ReturnType<typeof startBreakingProxy>>;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, 'sessions');
    await admin.run(`create table many (n int);
      insert into many with recursive g as (select 1 as n union all select n + 1 from g where n < 900) select n from g`);
    proxy = await startBreakingProxy(subject.server.port, GARBAGE);
  });
  afterAll(async () => {
    await proxy.close();
    await admin.close();
  });
  beforeEach(() => {
    session = subject.open({ port: proxy.port, timeout_s: 2 });
  });
  afterEach(async () => {
    proxy.breakWith(null);
    await session.close();
  });

  const first = async (query: string): Promise<Json> => {
    const { rows } = await answer(session, 'query', { query });
    return (rows as Json[][])[0]?.[0] ?? null;
  };
  const running = async (): Promise<number> => {
    const found = await admin.run(`select id from information_schema.processlist where info = '${SLOW}'`);
    return Number((found[0] as { id?: number; ID?: number } | undefined)?.id ?? Object(found[0]).ID ?? 0);
  };

  test.each(FAULTS)('that is lost during a call (it %s) fails that call alone, as an outage', async (fault) => {
    await answer(session, 'query', { query: 'select 1' });
    const other = subject.open({ timeout_s: 1 });
    const besideIt = call(other, 'query', { query: 'select count(*) from many' });
    proxy.breakWith(fault);
    await expect(call(session, 'query', { query: 'select 2' })).rejects.toMatchObject({ code: 'provider_unavailable' });
    proxy.breakWith(null);
    expect(await besideIt).toMatchObject({ ok: true });
    expect(await call(session, 'query', { query: 'select 3' })).toMatchObject({ ok: true });
    await other.close();
  });

  test.each(FAULTS)('that is lost while rows are on their way (it %s) fails that call alone', async (fault) => {
    const patient = subject.open({ port: proxy.port, timeout_s: 10 });
    const asked = call(patient, 'query', { query: SLOW }).catch((error) => error);
    await expect.poll(running).toBeGreaterThan(0);
    const id = await running();
    proxy.breakWith(fault);
    await admin.run(`kill query ${id}`); // the server answers, and the answer does not arrive as it was sent
    expect(await asked).toMatchObject({ code: 'provider_unavailable' });
    proxy.breakWith(null);
    expect(await call(patient, 'query', { query: 'select 3' })).toMatchObject({ ok: true });
    await patient.close();
  });

  test.each(FAULTS)(
    'that is lost while it is made (it %s) fails the call, and the next one connects',
    async (fault) => {
      proxy.breakWith(fault);
      await expect(call(session, 'query', { query: 'select 1' })).rejects.toMatchObject({
        code: expect.stringMatching(/^provider_/),
      });
      proxy.breakWith(null);
      expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    },
  );

  test('that is lost while idle costs nobody anything', async () => {
    await answer(session, 'query', { query: 'select 1' });
    proxy.resetAll();
    await expect.poll(proxy.openConnections).toBe(0);
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
  });

  test('that an administrator kills is an answer at once, and no word of a limit of time', async () => {
    const patient = subject.open();
    const asked = call(patient, 'query', { query: SLOW }).catch((error) => ({ ok: false, reason: error.message }));
    await expect.poll(running).toBeGreaterThan(0);
    const startedAt = performance.now();
    await admin.run(`kill ${await running()}`);
    expect(await asked).toMatchObject({ ok: false, reason: expect.not.stringContaining('longer than') });
    expect(performance.now() - startedAt).toBeLessThan(1500);
    expect(await call(patient, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    await patient.close();
  });

  test('whose server freezes ends the call at its limit, and the socket with it', { timeout: 40_000 }, async () => {
    await answer(session, 'query', { query: 'select 1' });
    proxy.breakWith('goes silent');
    const startedAt = performance.now();
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('did not answer within 2 s'),
    });
    expect(performance.now() - startedAt).toBeLessThan(6000);
    await expect.poll(proxy.openConnections, { timeout: 15_000 }).toBe(0);
    proxy.breakWith(null);
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
  });

  test('whose server froze for good does not keep a session from closing', { timeout: 20_000 }, async () => {
    await answer(session, 'query', { query: 'select 1' });
    proxy.breakWith('goes silent');
    const startedAt = performance.now();
    await session.close();
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test.each([
    ['a row of 15 MB', "select repeat('x', 15000000)"],
    ['a row of 60 MB', "select repeat('x', 60000000)"],
  ])('does not hold %s in memory: it is refused before', { timeout: 60_000 }, async (_, query) => {
    await admin.run('set global max_allowed_packet = 67108864');
    const patient = subject.open();
    await answer(patient, 'query', { query: 'select 1' });
    const before = process.memoryUsage().rss;
    expect(await call(patient, 'query', { query })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('larger'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * MIB);
    expect(await call(patient, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    await patient.close();
  });

  test('does the same within TLS', { timeout: 60_000 }, async () => {
    const { tlsPort, ca } = subject.server;
    const secure = subject.open({ port: tlsPort, ssl: true, ca, host: 'localhost' });
    await answer(secure, 'query', { query: 'select 1' });
    const before = process.memoryUsage().rss;
    expect(await call(secure, 'query', { query: "select repeat('x', 60000000)" })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('larger'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * MIB);
    expect(await call(secure, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    await secure.close();
  });

  test('serves the next call in a fresh session, in our own character set and modes', async () => {
    await admin.run("set global sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE'");
    try {
      const modes = subject.open();
      for (let call = 0; call < 2; call++) {
        const { rows } = await answer(modes, 'query', {
          query: String.raw`select @@sql_mode, @@character_set_client, @@time_zone, @@autocommit, "it\'s", 'żółć'`,
        });
        expect(rows).toEqual([['PIPES_AS_CONCAT', 'utf8mb4', '+00:00', expect.anything(), "it's", 'żółć']]);
      }
      await modes.close();
    } finally {
      await admin.run('set global sql_mode = default');
    }
  });

  test('holds no lock, variable or number of a former call', async () => {
    const writer = subject.open({ allow_writes: true });
    await admin.run('create table if not exists numbered (id int auto_increment primary key, n int)');
    await answer(writer, 'write', { query: 'insert into numbered (n) values (1)' });
    const { rows } = await answer(writer, 'query', { query: 'select last_insert_id()' });
    expect(rows).toEqual([['0']]);
    await writer.close();
    expect(await first('select connection_id()')).toBe(await first('select connection_id()'));
  });
});
