import { describe, expect, test, vi } from 'vitest';
import { GET as history } from '@/app/api/databases/[db_id]/history/route';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { POST as replaceRole } from '@/app/api/databases/[db_id]/read-only-role/route';
import { PATCH as change, GET as read } from '@/app/api/databases/[db_id]/route';
import { PATCH as changeQuery, DELETE as removeQuery } from '@/app/api/databases/[db_id]/saved-queries/[name]/route';
import { GET as listQueries, POST as saveQuery } from '@/app/api/databases/[db_id]/saved-queries/route';
import { GET as browse } from '@/app/api/databases/[db_id]/schema/route';
import { POST as testSaved } from '@/app/api/databases/[db_id]/test/route';
import { POST as connect } from '@/app/api/databases/connect/route';
import { POST as disconnect } from '@/app/api/databases/disconnect/route';
import { POST as createRole } from '@/app/api/databases/read-only-role/route';
import { GET as list } from '@/app/api/databases/route';
import { GET as form } from '@/app/api/databases/schema/route';
import { POST as tryOut } from '@/app/api/databases/test/route';
import { GET as types } from '@/app/api/databases/types/route';
import { GET as profiles } from '@/app/api/profiles/route';
import { GET as tools } from '@/app/api/tools/route';
import { makeKey, makeWorkspace } from '@/tests/support/people';
import { ORDERS_OF, on, useShop } from '@/tests/support/shop-database';

const { own, shop, role, workspace, answer, connected, PASSWORD } = useShop();

const EVERY_WAY_IN: [string, unknown, string][] = [
  ['read', read, 'GET'],
  ['change', change, 'PATCH'],
  ['test', testSaved, 'POST'],
  ['another role', replaceRole, 'POST'],
  ['schema', browse, 'GET'],
  ['query', query, 'POST'],
  ['history', history, 'GET'],
  ['saved queries', listQueries, 'GET'],
  ['save a query', saveQuery, 'POST'],
  ['change a query', changeQuery, 'PATCH'],
  ['remove a query', removeQuery, 'DELETE'],
];

describe('before anything is connected', () => {
  test('strangers are turned away everywhere', async () => {
    const doors = [
      list,
      types,
      form,
      tryOut,
      createRole,
      connect,
      disconnect,
      ...EVERY_WAY_IN.map(([, handler]) => handler),
    ];
    for (const door of doors) {
      expect((await answer(door, { as: null, method: 'POST', body: 'not json' })).status).toBe(401);
    }
  });

  test('the four kinds are offered, each with its form', async () => {
    const { body } = await answer(types, {});
    expect(body.types.map(({ db_type }: { db_type: string }) => db_type)).toEqual([
      'postgres',
      'mysql',
      'redis',
      'mongodb',
    ]);
    const drawn = (await answer(form, { path: '/api/databases/schema?db_type=postgres' })).body;
    const plain = drawn.fields.filter(({ advanced }: { advanced?: boolean }) => !advanced);
    expect(plain.map(({ name, type }: { name: string; type: string }) => `${name}:${type}`)).toEqual([
      'connection_name:text',
      'host:text',
      'port:number',
      'database:text',
      'username:text',
      'password:password',
      'ssl:checkbox',
    ]);
    const unknown = await answer(form, { path: '/api/databases/schema?db_type=oracle' });
    expect([unknown.status, Object.keys(unknown.body.error.fields)]).toEqual([422, ['db_type']]);
  });

  test('the form speaks the reader’s language', async () => {
    await own.query(`update users set locale = 'es' where id = $1`, [workspace().member.userId]);
    const { body } = await answer(form, { path: '/api/databases/schema?db_type=postgres' });
    expect(body.fields.map(({ label }: { label: string }) => label)).toContain('Contraseña');
    const failed = await answer(tryOut, { body: { ...shop, password: 'wrong' } });
    expect(failed.body.message).toBe('El servidor no acepta este nombre de usuario y contraseña.');
  });

  test('somebody unknown has no databases', async () => {
    const as = await makeKey(workspace(), ['profiles:read']);
    const { status, body } = await answer(list, { as, path: '/api/databases?user_id=nobody' });
    expect([status, body]).toEqual([200, { databases: [] }]);
  });
});

describe('a connected database', () => {
  test('is listed with everything but its secret, which is sealed', async () => {
    const db_id = await connected();
    const { body } = await answer(list, {});
    const { host, port, database, username } = shop;
    expect(body.databases).toEqual([
      expect.objectContaining({
        ...{ db_id, db_type: 'postgres', name: 'The shop', host, port, database, username, ssl: false },
        ...{ status: 'connected', is_active: true, server_product: 'PostgreSQL' },
      }),
    ]);
    const [row] = await own.query<{ kept: string }>(
      `select p::text || c::text || encode(p.sealed_config, 'escape') as kept
       from profiles p join connections c on c.profile_id = p.id where p.id = $1`,
      [body.databases[0].profile_id],
    );
    expect(row?.kept).toContain(role);
    expect(row?.kept).not.toContain(PASSWORD);
  });

  test('a connection string does as well as fields', async () => {
    const { port, database } = shop;
    const connection_string = `postgres://${role}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
    const { status, body } = await answer(connect, {
      body: { db_type: 'postgres', name: 'By string', connection_string },
    });
    expect([status, body.name]).toEqual([201, 'By string']);
  });

  test('a second one of the same name is a conflict', async () => {
    await connected();
    const { status, body } = await answer(connect, { body: { ...shop, name: 'The shop' } });
    expect([status, body.error.code]).toEqual([409, 'conflict']);
  });

  test('is somebody else’s to nobody but its owner', async () => {
    const db_id = await connected();
    const others = [{ cookie: workspace().owner.cookie }, { cookie: (await makeWorkspace()).member.cookie }];
    for (const as of others) {
      for (const [, handler, method] of EVERY_WAY_IN) {
        const body = handler === saveQuery ? ORDERS_OF : { name: 'x1' };
        const sent = method === 'GET' || method === 'DELETE' ? {} : { body };
        const found = await answer(handler, { as, method, ...on(db_id, { name: 'orders_of' }), ...sent });
        expect([handler, found.status, found.body.error?.code]).toEqual([handler, 404, 'not_found']);
      }
      expect((await answer(disconnect, { as, body: { db_id } })).status).toBe(404);
    }
    expect((await answer(read, on(db_id))).status).toBe(200);
    for (const made of ['db_', 'db_zzzzzzzzzzzzzzzzzzzzzzzzz', 'nothing', crypto.randomUUID()]) {
      expect((await answer(read, on(made))).status).toBe(404);
    }
  });

  test('is gone when it is disconnected: its tools, its secret, its connections to the server', async () => {
    const open = async () =>
      (await own.query<{ pid: number }>(`select pid from pg_stat_activity where usename = '${role}'`)).map(
        ({ pid }) => pid,
      );
    const before = await open();
    const db_id = await connected();
    await answer(query, { ...on(db_id), body: { input: { query: 'select 1' } } });
    const opened = (await open()).filter((pid) => !before.includes(pid));
    expect(opened.length).toBeGreaterThan(0);
    const { status, body } = await answer(disconnect, { body: { db_id } });
    expect([status, body]).toEqual([200, { success: true, db_id, status: 'disconnected' }]);
    expect((await answer(list, {})).body.databases).toEqual([]);
    expect((await answer(tools, { path: '/api/tools' })).body.tools).toEqual([]);
    await vi.waitFor(async () => {
      const left = await open();
      expect(opened.filter((pid) => left.includes(pid))).toEqual([]);
    }, 5000);
    const kept = await own.query(`select 1 from revocations where done_at is null`);
    expect(kept).toEqual([]);
  });

  test('is a profile like any other, with its tools counted', async () => {
    await connected();
    const { body } = await answer(profiles, { path: '/api/profiles?provider=database' });
    expect(body.profiles).toEqual([
      expect.objectContaining({ app_slug: 'postgres', profile_name: 'The shop', tools_total: 3, tools_new: 0 }),
    ]);
  });

  test('what was done to it is on the audit trail', async () => {
    const db_id = await connected();
    await answer(change, { method: 'PATCH', ...on(db_id), body: { max_rows: 5 } });
    await answer(disconnect, { body: { db_id } });
    const rows = await own.query<{ action: string }>(
      `select action from audit_events where workspace_id = $1 and subject = $2 order by at`,
      [workspace().id, db_id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['database.connect', 'database.change', 'database.disconnect']);
  });
});
