import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { expectNoUnheardErrors } from '@/tests/support/unheard-errors';
import { postgresAdmin, type SqlAdmin } from './support/admins';
import { type Fault, startBreakingProxy } from './support/breaking-proxy';
import { answer, call, subjectOn } from './support/subjects';

expectNoUnheardErrors();

const MIB = 1024 * 1024;

describe('a PostgreSQL connection that is lost', () => {
  const subject = subjectOn('postgres', 'lost');
  let admin: SqlAdmin;
  let proxy: Awaited<ReturnType<typeof startBreakingProxy>>;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await postgresAdmin(subject.server, 'lost');
    proxy = await startBreakingProxy(subject.server.port);
  });
  afterAll(async () => {
    await proxy.close();
    await admin.close();
  });
  beforeEach(() => {
    session = subject.open({ port: proxy.port, timeout_s: 2 });
  });
  /** A session is made as new after each call, while the caller has its answer already. */
  const isAtRest = () =>
    expect
      .poll(async () =>
        admin.run(
          `select 1 from pg_stat_activity where datname = 'lost' and state = 'idle' and query ~ '^select pg_catalog.set_config'`,
        ),
      )
      .not.toEqual([]);
  afterEach(async () => {
    proxy.breakWith(null);
    await session.close();
  });

  test.each(['closes', 'resets', 'sends half of an answer', 'answers garbage'] satisfies Fault[])(
    'during a call (the way to it %s) fails that call alone, as an outage',
    async (fault) => {
      await answer(session, 'query', { query: 'select 1' });
      await isAtRest();
      const other = subject.open();
      const besideIt = call(other, 'query', { query: 'select pg_sleep(0.3)' });
      proxy.breakWith(fault);
      await expect(call(session, 'query', { query: 'select 2' })).rejects.toMatchObject({
        code: 'provider_unavailable',
      });
      proxy.breakWith(null);
      expect(await besideIt).toMatchObject({ ok: true });
      expect(await call(session, 'query', { query: 'select 3' })).toMatchObject({ ok: true });
      await other.close();
    },
  );

  test.each(['closes', 'resets', 'sends half of an answer', 'answers garbage'] satisfies Fault[])(
    'while it is made (the way to it %s) fails the call, and the next one connects',
    async (fault) => {
      proxy.breakWith(fault);
      await expect(call(session, 'query', { query: 'select 1' })).rejects.toMatchObject({
        code: expect.stringMatching(/^provider_/),
      });
      proxy.breakWith(null);
      expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    },
  );

  test('while idle costs nobody anything', async () => {
    await answer(session, 'query', { query: 'select 1' });
    proxy.resetAll();
    await expect.poll(proxy.openConnections).toBe(0);
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
  });

  test('because an administrator ended the session is an outage, not an answer', async () => {
    const asked = call(session, 'query', { query: 'select pg_sleep(1.5)' }).catch((error) => error);
    const end = () =>
      admin.run(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(1.5)'`);
    await expect.poll(async () => (await end()).length).toBeGreaterThan(0);
    expect(await asked).toMatchObject({ code: 'provider_unavailable' });
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
  });

  test('because the server freezes ends the call at its limit, and the socket with it', {
    timeout: 40_000,
  }, async () => {
    await answer(session, 'query', { query: 'select 1' });
    proxy.breakWith('goes silent');
    const startedAt = performance.now();
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({
      ok: false,
      // Nobody heard that it was cancelled.
      reason:
        'The database did not answer within 2 s, and the connection to it was ended. Whether the query still runs there is not known.',
    });
    expect(performance.now() - startedAt).toBeLessThan(6000);
    await expect.poll(proxy.openConnections, { timeout: 15_000 }).toBe(0);
    proxy.breakWith(null);
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
  });

  test('by a server that freezes for good does not keep a session from closing', { timeout: 20_000 }, async () => {
    await answer(session, 'query', { query: 'select 1' });
    proxy.breakWith('goes silent');
    const startedAt = performance.now();
    await session.close();
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test.each([
    ['a row of 600 MB', "select repeat('x', 600000000)"],
    ['a row of 100 MB', "select repeat('x', 100000000)"],
    ['an error that quotes 100 MB', "select repeat('x', 100000000)::int"],
  ])('because %s is on its way: refused before it is held in memory', { timeout: 60_000 }, async (_, query) => {
    const patient = subject.open({ port: subject.server.port });
    await answer(patient, 'query', { query: 'select 1' });
    const before = process.memoryUsage().rss;
    // A busy server may need all of the time to make it.
    expect(await call(patient, 'query', { query })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/larger|15 s/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
    expect(await call(patient, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    await patient.close();
  });

  test('the same within TLS', { timeout: 60_000 }, async () => {
    const { tlsPort, ca } = subject.server;
    const secure = subject.open({ port: tlsPort, ssl: true, ca, host: 'localhost' });
    await answer(secure, 'query', { query: 'select 1' });
    const before = process.memoryUsage().rss;
    const query = "select repeat('x', 100000000)";
    expect(await call(secure, 'query', { query })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('larger'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
    expect(await call(secure, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    await secure.close();
  });
});
