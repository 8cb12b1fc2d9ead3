import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mongoAdmin, mySqlAdmin, postgresAdmin, redisAdmin } from './support/admins';
import { openMongoShop, openRedisShop, openShop } from './support/shop';
import { answer, call, subjectOn } from './support/subjects';

const DATABASE = 'tools';
const parameters = [{ name: 'id', type: 'integer', description: 'Which one' }];
const saved = (statement: string | JsonObject) => ({
  saved_queries: [{ name: 'one_of_them', description: 'Finds one.', parameters, statement }],
});

async function sqlShop(name: 'postgres' | 'mariadb' | 'mysql'): Promise<() => Promise<unknown>> {
  const { server } = subjectOn(name, DATABASE);
  const admin = name === 'postgres' ? await postgresAdmin(server, DATABASE) : await mySqlAdmin(server, DATABASE);
  await openShop(admin, name === 'postgres' ? 'postgres' : 'mysql');
  return admin.close;
}

describe.each(['postgres', 'mariadb', 'mysql'] as const)('the tools of %s', (name) => {
  let close: () => Promise<unknown>;
  let session: DatabaseSession;
  beforeAll(async () => {
    close = await sqlShop(name);
    session = subjectOn(name, DATABASE).open({
      allow_writes: true,
      ...saved("select id, status, ':id' as untouched from orders where id = :id or (:id) is null -- :id\n"),
    });
  });
  afterAll(async () => {
    await session.close();
    await close();
  });

  test('lists tables, and only those whose name fits', async () => {
    const { tables } = (await answer(session, 'schema', {})) as { tables: JsonObject[] };
    expect(tables.map((table) => table.name)).toEqual(expect.arrayContaining(['customers', 'orders', 'products']));
    const found = (await answer(session, 'schema', { search: 'CUSTOM' })) as { tables: JsonObject[] };
    // Other files of the run have a table of that name in databases of their own on the same server.
    expect(new Set(found.tables.map((table) => table.name))).toEqual(new Set(['customers']));
  });

  test('describes columns, types, keys and indexes', async () => {
    const orders = await answer(session, 'schema', { table: 'orders' });
    expect(orders).toMatchObject({ name: 'orders', type: 'table', primary_key: ['id'] });
    expect(orders.columns).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'total', type: expect.stringMatching(/decimal|numeric/) }),
      ]),
    );
    expect(JSON.stringify(orders.indexes)).toContain('id');
    expect(JSON.stringify(orders.foreign_keys)).toContain('customer_id');
  });

  test('says so when there is no such table', async () => {
    expect(await call(session, 'schema', { table: 'nowhere' })).toMatchObject({ ok: false });
  });

  test('explains a query without running it, and nothing else', async () => {
    const plan = await answer(session, 'explain', { query: 'select * from orders where customer_id = 1' });
    expect(JSON.stringify(plan)).toContain('orders');
    expect(await call(session, 'explain', { query: 'delete from orders' })).toMatchObject({ ok: false });
  });

  test('a saved query binds its parameters, and leaves strings and comments alone', async () => {
    const { rows } = await answer(session, 'one_of_them', { id: 2 });
    expect(rows).toEqual([[2, 'open', ':id']]);
    await expect(call(session, 'one_of_them', { id: '2; delete from orders' })).rejects.toMatchObject({
      code: 'invalid_request',
      detail: { fields: { id: expect.any(String) } },
    });
  });

  test('writes one statement and says how many rows it changed', async () => {
    expect(
      await answer(session, 'write', { query: "insert into events (id, note) values (50, 'new'), (51, 'new')" }),
    ).toEqual({
      affected_rows: 2,
    });
    for (const query of [
      'insert into events (id) values (60); delete from events',
      'drop user someone',
      "select 1 from events where note = load_file('/etc/hostname')",
      "select pg_read_file('/etc/hostname')",
      'set global general_log = 1',
      'alter system set log_statement = 1',
    ]) {
      expect(await call(session, 'write', { query }), query).toMatchObject({ ok: false });
    }
  });

  test('has no tool that writes unless its owner allowed it', async () => {
    const reader = subjectOn(name, DATABASE).open();
    expect(reader.listTools().map((tool) => tool.name)).toEqual(['query', 'schema', 'explain']);
    await expect(call(reader, 'write', { query: 'delete from events' })).rejects.toMatchObject({ code: 'not_found' });
    await reader.close();
  });

  test('an error of the server is an answer in its own words', async () => {
    expect(await call(session, 'query', { query: 'select * from nowhere' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('nowhere'),
    });
  });

  test('tells what it is', async () => {
    const { server } = await session.test(new AbortController().signal);
    expect(server.product).toBe({ postgres: 'PostgreSQL', mariadb: 'MariaDB', mysql: 'MySQL' }[name]);
    expect(server.version).toMatch(/^\d+\.\d+/);
  });

  test('speaks TLS when it is on, and verifies who answers', async () => {
    const { server } = subjectOn(name, DATABASE);
    const safe = subjectOn(name, DATABASE).open({ ssl: true, ca: server.ca, port: server.tlsPort, host: 'localhost' });
    const query =
      name === 'postgres'
        ? 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'
        : "show session status like 'Ssl_version'";
    expect(JSON.stringify((await answer(safe, 'query', { query })).rows)).toMatch(/true|TLSv1/);
    await safe.close();
  });
});

test('the tools of Redis: patterns of keys, one key, a saved command, writes', async () => {
  const subject = subjectOn('redis', '5');
  const admin = await redisAdmin(subject.server, 5);
  await openRedisShop(admin);
  const statement = { command: 'HGET', args: ['user:1', { $parameter: 'field' }] };
  const fieldParameter = { name: 'field', type: 'string', description: '' };
  const session = subject.open({
    allow_writes: true,
    saved_queries: [{ name: 'of_user', description: 'A field.', parameters: [fieldParameter], statement }],
  });

  const { patterns } = (await answer(session, 'schema', {})) as { patterns: JsonObject[] };
  expect(patterns).toContainEqual(expect.objectContaining({ pattern: 'user:*', keys_in_sample: 2, type: 'hash' }));
  expect(await answer(session, 'schema', { key: 'scores' })).toMatchObject({ type: 'zset', length: 2, ttl_s: null });
  expect(await answer(session, 'of_user', { field: 'name' })).toMatchObject({ reply: 'ann' });
  expect(await answer(session, 'write', { command: 'HSET', args: ['user:1', 'plan', 'free'] })).toEqual({ reply: 0 });
  for (const [command, ...args] of [
    ['FLUSHALL'],
    ['EVAL', 'return 1', 0],
    ['CONFIG', 'SET', 'dir', '/tmp'],
    ['BLPOP', 'queue', 0],
  ]) {
    expect(await call(session, 'write', { command: String(command), args }), String(command)).toMatchObject({
      ok: false,
    });
  }
  expect((await session.test(new AbortController().signal)).server).toMatchObject({ product: 'Redis' });

  const { ca, tlsPort } = subject.server;
  const safe = subject.open({ ssl: true, ca, port: tlsPort });
  expect(await answer(safe, 'query', { command: 'GET', args: ['page:1:views'] })).toMatchObject({ reply: '10' });
  for (const open of [session, safe]) await open.close();
  await admin.close();
});

test('the tools of MongoDB: collections, shapes, a saved query, explanations, writes', {
  timeout: 40_000,
}, async () => {
  const subject = subjectOn('mongodb', DATABASE);
  const admin = await mongoAdmin(subject.server, DATABASE);
  await openMongoShop(admin.db);
  const statement = { collection: 'orders', filter: { n: { $parameter: 'id' } }, projection: { _id: 0, status: 1 } };
  const session = subject.open({ allow_writes: true, ...saved(statement) });

  const { collections } = (await answer(session, 'schema', {})) as { collections: JsonObject[] };
  expect(collections.map((collection) => collection.name)).toEqual(['customers', 'orders']);
  const { fields } = (await answer(session, 'schema', { collection: 'orders' })) as { fields: JsonObject[] };
  expect(fields).toContainEqual({ path: 'placed_at', types: ['date'], in_percent: 100 });
  expect(fields).toContainEqual({ path: 'items[].quantity', types: ['number'], in_percent: 100 });
  expect(await answer(session, 'one_of_them', { id: 1 })).toMatchObject({ documents: [{ status: 'open' }] });
  expect(await answer(session, 'explain', { collection: 'orders', filter: { n: 1 } })).toHaveProperty('queryPlanner');
  const change = {
    operation: 'updateMany',
    collection: 'orders',
    filter: { n: 1 },
    update: { $set: { status: 'paid' } },
  };
  expect(await answer(session, 'write', change)).toMatchObject({ modifiedCount: 1 });
  const code = { operation: 'deleteMany', collection: 'orders', filter: { $where: 'true' } };
  expect(await call(session, 'write', code)).toMatchObject({ ok: false });
  expect(await call(session, 'write', { operation: 'deleteMany', collection: 'orders' })).toMatchObject({ ok: false });
  expect((await session.test(new AbortController().signal)).server.product).toMatch(/DocumentDB|MongoDB/);
  await session.close();
  await admin.close();
});
