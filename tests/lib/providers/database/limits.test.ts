import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { mongoAdmin, mongoWatch, mySqlAdmin, postgresAdmin, redisAdmin, type SqlAdmin } from './support/admins';
import { answer, call, subjectOn } from './support/subjects';

const MIB = 1024 * 1024;
const rowsOf = ({ rows }: { rows?: Json }) => rows as Json[][];

describe('PostgreSQL', () => {
  let admin: SqlAdmin;
  const subject = subjectOn('postgres', 'limits');
  beforeAll(async () => {
    admin = await postgresAdmin(subject.server, 'limits');
    await admin.run("create table many as select g as id, repeat('x', 100) as note from generate_series(1, 1000000) g");
  });
  afterAll(() => admin.close());

  test('a million rows give their first thousand and a cursor, in bounded memory', { timeout: 60_000 }, async () => {
    const session = subject.open();
    await answer(session, 'query', { query: 'select 1' });
    const before = process.memoryUsage().rss;
    const first = await answer(session, 'query', { query: 'select * from many order by id' });
    expect(rowsOf(first)).toHaveLength(1000);
    expect(first.next_cursor).toBe('1000');
    const last = await answer(session, 'query', { query: 'select * from many order by id', cursor: '999999' });
    expect(rowsOf(last).map(([id]) => id)).toEqual([1_000_000]);
    expect(last.next_cursor).toBeNull();
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MIB);
    await session.close();
  });

  test('every row is on exactly one page', async () => {
    const session = subject.open({ max_rows: 333 });
    const ids: Json[] = [];
    let cursor: string | undefined;
    do {
      const page = await call(session, 'query', {
        query: 'select id from many where id <= 2000 order by id',
        ...(cursor && { cursor }),
      });
      if (!page.ok) throw new Error(page.reason);
      ids.push(...rowsOf(page.content as { rows: Json }).map(([id]) => id ?? null));
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids).toEqual(Array.from({ length: 2000 }, (_, at) => at + 1));
    await session.close();
  });

  test('a page ends at its limit of bytes, and a row larger than that is refused', async () => {
    const session = subject.open({ max_bytes: 10_000 });
    const page = await answer(session, 'query', { query: 'select note from many' });
    expect(rowsOf(page).length).toBeGreaterThan(50);
    expect(JSON.stringify(page.rows).length).toBeLessThanOrEqual(10_000);
    expect(await call(session, 'query', { query: "select repeat('x', 100000)" })).toMatchObject({ ok: false });
    expect(await call(session, 'query', { query: 'select 1' })).toMatchObject({ ok: true });
    await session.close();
  });

  test('pg_sleep is cancelled on the server at the limit, not only here', async () => {
    const session = subject.open({ timeout_s: 1 });
    const outcome = await call(session, 'query', { query: 'select pg_sleep(60)' });
    expect(outcome).toEqual({ ok: false, reason: 'The query ran longer than 1 s and was cancelled on the server.' });
    await expect.poll(() => running(admin, 'pg_sleep')).toBe(0);
    await session.close();
  });

  test('a caller who hangs up stops the query on the server', async () => {
    const session = subject.open();
    const controller = new AbortController();
    const asked = call(session, 'query', { query: 'select pg_sleep(59)' }, controller.signal);
    await expect.poll(() => running(admin, 'pg_sleep')).toBe(1);
    controller.abort();
    expect(await asked).toMatchObject({ ok: false });
    await expect.poll(() => running(admin, 'pg_sleep')).toBe(0);
    await session.close();
  });
});

describe.each(['mariadb', 'mysql'] as const)('%s', (name) => {
  let admin: SqlAdmin;
  const subject = subjectOn(name, 'limits');
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, 'limits');
    await admin.run('create table ten (n int); insert into ten values (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)');
    await admin.run(`create table many as select a.n + 10*b.n + 100*c.n + 1000*d.n + 10000*e.n + 100000*f.n + 1 as id, repeat('x', 100) as note
      from ten a, ten b, ten c, ten d, ten e, ten f`);
    await admin.run('alter table many add primary key (id)');
  }, 120_000);
  afterAll(() => admin.close());

  test('a million rows give their first thousand and a cursor, in bounded memory', { timeout: 60_000 }, async () => {
    const session = subject.open();
    await answer(session, 'query', { query: 'select 1' });
    const before = process.memoryUsage().rss;
    const first = await answer(session, 'query', { query: 'select * from many order by id' });
    expect(rowsOf(first)).toHaveLength(1000);
    expect(first.next_cursor).toBe('1000');
    const limited = await answer(session, 'query', { query: 'select * from many order by id limit 900000' });
    expect(rowsOf(limited)).toHaveLength(1000);
    const later = await answer(session, 'query', { query: 'select * from many order by id', cursor: '20000' });
    expect(rowsOf(later)[0]?.[0]).toBe('20001');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MIB);
    await session.close();
  });

  test('a page ends at its limit of bytes, and a row larger than that is refused', async () => {
    const session = subject.open({ max_bytes: 10_000 });
    const page = await answer(session, 'query', { query: 'select note from many' });
    expect(JSON.stringify(page.rows).length).toBeLessThanOrEqual(10_200);
    expect(await call(session, 'query', { query: "select repeat('x', 100000)" })).toMatchObject({ ok: false });
    await session.close();
  });

  test('a long query is cancelled on the server at the limit, not only here', async () => {
    const session = subject.open({ timeout_s: 1 });
    const query = 'select count(*) from many a, many b where a.note <> b.note';
    expect(await call(session, 'query', { query })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/longer than 1 s|interrupted|exceeded/),
    });
    const countBusy = async () => {
      const [row] = (await admin.run(
        "select count(*) as n from information_schema.processlist where info like 'select count(*) from many%'",
      )) as { n: number }[];
      return Number(row?.n);
    };
    await expect.poll(countBusy, { timeout: 2_000 }).toBe(0); // left alone, it would run on
    await session.close();
  });
});

test('Redis: a long list comes in pages, and what is too large to hold is refused before it is read', {
  timeout: 60_000,
}, async () => {
  const subject = subjectOn('redis', '4');
  const admin = await redisAdmin(subject.server, 4);
  await admin.rPush(
    'list',
    Array.from({ length: 2500 }, (_, at) => `item ${at}`),
  );
  for (let at = 0; at < 40; at++) await admin.set(`blob:${at}`, Buffer.alloc(MIB, at));
  const session = subject.open();
  const first = await answer(session, 'query', { command: 'LRANGE', args: ['list', 0, -1] });
  expect(first.reply).toHaveLength(1000);
  const last = await answer(session, 'query', { command: 'LRANGE', args: ['list', 0, -1], cursor: '2000' });
  expect(last).toMatchObject({ next_cursor: null });
  expect(last.reply).toHaveLength(500);
  const keys = Array.from({ length: 40 }, (_, at) => `blob:${at}`);
  expect(await call(session, 'query', { command: 'MGET', args: keys })).toMatchObject({ ok: false, reason: /MiB/ });
  await session.close();
  await admin.close();
});

test('MongoDB: documents come in pages, each on exactly one', { timeout: 60_000 }, async () => {
  const subject = subjectOn('mongodb', 'limits');
  const { db, close } = await mongoAdmin(subject.server, 'limits');
  await db.collection('many').insertMany(Array.from({ length: 2500 }, (_, n) => ({ n })));
  const session = subject.open();
  const seen: Json[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(session, 'query', {
      collection: 'many',
      sort: { n: 1 },
      projection: { _id: 0 },
      ...(cursor && { cursor }),
    });
    if (!page.ok) throw new Error(page.reason);
    seen.push(...(page.content as { documents: { n: Json }[] }).documents.map(({ n }) => n));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 2500 }, (_, n) => n));
  await session.close();
  await close();
});

test('MongoDB: what runs too long is ended on the server, and the connection serves the next', {
  timeout: 60_000,
}, async () => {
  const subject = subjectOn('mongodb', 'slow');
  const { db, close } = await mongoAdmin(subject.server, 'slow');
  await db.collection('many').insertMany(Array.from({ length: 2500 }, (_, n) => ({ n })));
  const engine = await mongoWatch(subject.server, db.client);
  const session = subject.open({ timeout_s: 2 });
  const crossed = (as: string): JsonObject[] => [
    { $lookup: { from: 'many', pipeline: [], as } },
    { $unwind: `$${as}` },
  ];
  const asked = call(session, 'query', {
    collection: 'many',
    operation: 'aggregate',
    pipeline: [...crossed('one'), ...crossed('two'), { $group: { _id: null, sum: { $sum: '$two.n' } } }],
  });
  await expect.poll(engine.running, { timeout: 2_000 }).toBe(1);
  // The server knows the limit too, and may say so first, in its own words.
  expect(await asked).toMatchObject({
    ok: false,
    reason: expect.stringMatching(/longer than 2 s and was|timeout|time limit/),
  });
  await expect.poll(engine.running, { timeout: 5_000 }).toBe(0);
  expect(await call(session, 'query', { collection: 'many', filter: { n: 7 } })).toMatchObject({ ok: true });
  await session.close();
  await engine.close();
  await close();
});

/** In our database alone: other tests put the same server to sleep. */
async function running(admin: SqlAdmin, what: string): Promise<number> {
  const rows = (await admin.run(
    `select count(*) as n from pg_stat_activity where datname = current_database()
      and state = 'active' and query like '%${what}(%' and pid <> pg_backend_pid()`,
  )) as { n: string }[];
  return Number(rows[0]?.n);
}
