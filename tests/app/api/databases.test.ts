import { inspect } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { GET as history } from '@/app/api/databases/[db_id]/history/route';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { PATCH as change, GET as read } from '@/app/api/databases/[db_id]/route';
import { PATCH as changeQuery, DELETE as removeQuery } from '@/app/api/databases/[db_id]/saved-queries/[name]/route';
import { GET as listQueries, POST as saveQuery } from '@/app/api/databases/[db_id]/saved-queries/route';
import { GET as browse } from '@/app/api/databases/[db_id]/schema/route';
import { POST as testSaved } from '@/app/api/databases/[db_id]/test/route';
import { POST as connect } from '@/app/api/databases/connect/route';
import { POST as disconnect } from '@/app/api/databases/disconnect/route';
import { GET as list } from '@/app/api/databases/route';
import { GET as form } from '@/app/api/databases/schema/route';
import { POST as tryOut } from '@/app/api/databases/test/route';
import { GET as types } from '@/app/api/databases/types/route';
import { PUT as switchTools } from '@/app/api/profiles/[profile_id]/tools/route';
import { GET as profiles } from '@/app/api/profiles/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { GET as tools } from '@/app/api/tools/route';
import { probeProfile } from '@/lib/domain/probe-connections';
import { forget } from '@/lib/platform/once';
import { ask, type Question } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const own = useDatabase();
const endpoint = useMcpEndpoint();
const PASSWORD = 'p@ss:w/rd#1 %-never-shown';
const OTHER_PASSWORD = 'another-one-never-shown';

/** A customer's database: another role and schema on the server that the tests have anyway. */
const server = new URL(own.ownerUrl);
const shop = {
  db_type: 'postgres',
  host: server.hostname,
  port: Number(server.port),
  database: server.pathname.slice(1),
  username: 'customer',
  password: PASSWORD,
};

let workspace: TestWorkspace;
let me: { cookie: string };
const seen: string[] = [];

beforeAll(async () => {
  await own.query(`drop schema if exists shop cascade`);
  await own.query(`create schema shop`);
  await own.query(`create table shop.orders (id int primary key, customer text not null, total numeric(10,2))`);
  await own.query(`insert into shop.orders select n, 'customer ' || n % 3, n * 1.5 from generate_series(1, 9) n`);
  await own.query(
    `do $$ begin create role customer login; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await own.query(`alter role customer password '${PASSWORD}'`);
  await own.query(`grant usage on schema shop to customer`);
  await own.query(`grant all on shop.orders to customer`);
});

beforeEach(async () => {
  workspace = await makeWorkspace();
  me = { cookie: workspace.member.cookie };
});

async function answer(handler: unknown, question: Question) {
  const response = await ask(handler, { as: me, ...question });
  const text = await response.text();
  seen.push(text);
  return { status: response.status, body: text ? JSON.parse(text) : null, text };
}

async function connected(fields: Record<string, unknown> = {}, as: Question['as'] = me): Promise<string> {
  const { status, body } = await answer(connect, { as, body: { ...shop, name: 'The shop', ...fields } });
  expect([status, body.status]).toEqual([201, 'connected']);
  return body.db_id;
}

const on = (db_id: string, more: Record<string, string> = {}) => ({ params: { db_id, ...more } });

const EVERY_WAY_IN: [string, unknown, string][] = [
  ['read', read, 'GET'],
  ['change', change, 'PATCH'],
  ['test', testSaved, 'POST'],
  ['schema', browse, 'GET'],
  ['query', query, 'POST'],
  ['history', history, 'GET'],
  ['saved queries', listQueries, 'GET'],
  ['save a query', saveQuery, 'POST'],
  ['change a query', changeQuery, 'PATCH'],
  ['remove a query', removeQuery, 'DELETE'],
];

const BY_MONTH = {
  name: 'orders_of',
  description: 'The orders of one customer.',
  parameters: [{ name: 'customer', type: 'string', description: 'Whose' }],
  statement: 'select id from shop.orders where customer = :customer order by id',
};

describe('before anything is connected', () => {
  test('strangers are turned away everywhere', async () => {
    const doors = [list, types, form, tryOut, connect, disconnect, ...EVERY_WAY_IN.map(([, handler]) => handler)];
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
    await own.query(`update users set locale = 'es' where id = $1`, [workspace.member.userId]);
    const { body } = await answer(form, { path: '/api/databases/schema?db_type=postgres' });
    expect(body.fields.map(({ label }: { label: string }) => label)).toContain('Contraseña');
    const failed = await answer(tryOut, { body: { ...shop, password: 'wrong' } });
    expect(failed.body.message).toBe('El servidor no acepta este nombre de usuario y contraseña.');
  });

  test('somebody unknown has no databases', async () => {
    const as = await makeKey(workspace, ['profiles:read']);
    const { status, body } = await answer(list, { as, path: '/api/databases?user_id=nobody' });
    expect([status, body]).toEqual([200, { databases: [] }]);
  });
});

describe('trying', () => {
  test('a try that works says how fast and what answered, and saves nothing', async () => {
    const { status, body } = await answer(tryOut, { body: shop });
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        message: expect.stringMatching(/^Connected to PostgreSQL \d+/),
        latency_ms: expect.any(Number),
        server_version: expect.stringMatching(/^\d+/),
        server_product: 'PostgreSQL',
      },
    ]);
    expect((await answer(list, {})).body.databases).toEqual([]);
  });

  test.each([
    [{ password: 'wrong' }, 'password'],
    [{ database: 'not_there' }, 'database'],
    [{ port: 1 }, 'port'],
    [{ port: 99_999 }, 'port'],
    [{ host: 'no-such-host.invalid' }, 'host'],
    [{ ssl: true }, 'ssl'],
    [{ host: undefined }, 'host'],
  ])('%o is an answer that names the field', async (wrong, field) => {
    const { status, body, text } = await answer(tryOut, { body: { ...shop, ...wrong } });
    expect([status, body.success, body.field]).toEqual([200, false, field]);
    expect(body.message.length).toBeGreaterThan(5);
    expect(text).not.toContain(PASSWORD);
  });

  test('an address of the inner network is refused where the operator does not allow it', async () => {
    vi.stubEnv('ALLOW_PRIVATE_HOSTS', 'false');
    forget('env');
    const { body } = await answer(tryOut, { body: shop });
    expect([body.success, body.field]).toEqual([false, 'host']);
    vi.unstubAllEnvs();
    forget('env');
  });

  test('wrong settings are not saved, and the error names the field', async () => {
    const { status, body } = await answer(connect, { body: { ...shop, name: 'The shop', password: 'wrong' } });
    expect([status, body.error.code, Object.keys(body.error.fields)]).toEqual([502, 'provider_rejected', ['password']]);
    const nameless = await answer(connect, { body: shop });
    expect([nameless.status, Object.keys(nameless.body.error.fields)]).toEqual([422, ['connection_name']]);
    expect((await answer(list, {})).body.databases).toEqual([]);
  });
});

describe('a connected database', () => {
  test('is listed with everything but its secret, which is sealed', async () => {
    const db_id = await connected();
    const { body, text } = await answer(list, {});
    const { host, port, database, username } = shop;
    expect(body.databases).toEqual([
      expect.objectContaining({
        ...{ db_id, db_type: 'postgres', name: 'The shop', host, port, database, username, ssl: false },
        ...{ status: 'connected', is_active: true, server_product: 'PostgreSQL' },
      }),
    ]);
    expect(text).not.toContain(PASSWORD);
    const [row] = await own.query<{ kept: string }>(
      `select p::text || c::text || encode(p.sealed_config, 'escape') as kept
       from profiles p join connections c on c.profile_id = p.id where p.id = $1`,
      [body.databases[0].profile_id],
    );
    expect(row?.kept).toContain('customer');
    expect(row?.kept).not.toContain(PASSWORD);
  });

  test('a connection string does as well as fields', async () => {
    const { port, database } = shop;
    const connection_string = `postgres://customer:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
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
    const others = [{ cookie: workspace.owner.cookie }, { cookie: (await makeWorkspace()).member.cookie }];
    for (const as of others) {
      for (const [, handler, method] of EVERY_WAY_IN) {
        const body = handler === saveQuery ? BY_MONTH : { name: 'x1' };
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

  test('is edited without retyping its secret', async () => {
    const db_id = await connected();
    const { status, body } = await answer(change, {
      method: 'PATCH',
      ...on(db_id),
      body: { name: 'Renamed', password: '', username: 'customer', max_rows: 3, timeout_s: 5 },
    });
    expect([status, body.name, body.max_rows, body.timeout_s, body.secrets]).toEqual([
      ...[200, 'Renamed', 3, 5],
      ['password'],
    ]);
    const rows = await answer(query, { ...on(db_id), body: { input: { query: 'select * from shop.orders' } } });
    expect([rows.body.success, rows.body.result.row_count]).toEqual([true, 3]);
    expect((await answer(testSaved, { ...on(db_id), body: {} })).body.success).toBe(true);
  });

  test('keeps what worked when an edit does not, and limits only go down', async () => {
    const db_id = await connected();
    const patch = (body: unknown) => answer(change, { method: 'PATCH', ...on(db_id), body });
    const wrong = await patch({ password: 'wrong' });
    expect([wrong.status, Object.keys(wrong.body.error.fields)]).toEqual([502, ['password']]);
    const high = await patch({ max_rows: 1001 });
    expect([high.status, Object.keys(high.body.error.fields)]).toEqual([422, ['max_rows']]);
    const edit = await answer(testSaved, { ...on(db_id), body: { database: 'not_there' } });
    expect([edit.body.success, edit.body.field]).toEqual([false, 'database']);
    const { body } = await answer(query, { ...on(db_id), body: { input: { query: 'select 1 as one' } } });
    expect(body.result.rows).toEqual([[1]]);
  });

  test('does not carry its secret to another host', async () => {
    const db_id = await connected();
    const moved = await answer(change, { method: 'PATCH', ...on(db_id), body: { host: 'localhost' } });
    expect([moved.status, Object.keys(moved.body.error.fields)]).toEqual([422, ['password']]);
    const retyped = { host: 'localhost', password: PASSWORD };
    const { status, body } = await answer(change, { method: 'PATCH', ...on(db_id), body: retyped });
    expect([status, body.host]).toEqual([200, 'localhost']);
  });

  test('can be paused, and then is not called', async () => {
    const db_id = await connected();
    const body = { is_active: false };
    expect((await answer(change, { method: 'PATCH', ...on(db_id), body })).body.is_active).toBe(false);
    const refused = await answer(query, { ...on(db_id), body: { input: { query: 'select 1' } } });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'profile_inactive']);
    expect((await answer(tools, { path: '/api/tools' })).body.tools).toEqual([]);
  });

  test('two changes at the same moment both count', async () => {
    const db_id = await connected();
    const bodies = [{ max_rows: 7 }, { max_bytes: 4096 }, { timeout_s: 3 }];
    await Promise.all(bodies.map((body) => answer(change, { method: 'PATCH', ...on(db_id), body })));
    const { body } = await answer(read, on(db_id));
    expect(body).toMatchObject({ max_rows: 7, max_bytes: 4096, timeout_s: 3 });
  });

  test('is gone when it is disconnected: its tools, its secret, its connections to the server', async () => {
    const open = async () =>
      (await own.query<{ pid: number }>(`select pid from pg_stat_activity where usename = 'customer'`)).map(
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

  test('a password that the server no longer takes needs the owner, who is told, and retyping mends it', async () => {
    const db_id = await connected();
    await own.query(`alter role customer password '${OTHER_PASSWORD}'`);
    try {
      const [found] = (await answer(list, {})).body.databases;
      await probeProfile(workspace.member.accountId, found.profile_id);
      expect((await answer(read, on(db_id))).body).toMatchObject({
        status: 'needs_reconnect',
        status_reason: 'The server does not accept this user name and password.',
      });
      const refused = await answer(query, { ...on(db_id), body: { input: { query: 'select 1' } } });
      expect([refused.status, refused.body.error.code]).toEqual([409, 'needs_reconnect']);
      const body = { password: OTHER_PASSWORD };
      expect((await answer(change, { method: 'PATCH', ...on(db_id), body })).body.status).toBe('connected');
      const again = await answer(query, { ...on(db_id), body: { input: { query: 'select 1' } } });
      expect(again.body.success).toBe(true);
    } finally {
      await own.query(`alter role customer password '${PASSWORD}'`);
    }
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
      [workspace.id, db_id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['database.connect', 'database.change', 'database.disconnect']);
  });
});

describe('its tools', () => {
  const gateway = async () => {
    const as = await makeKey(workspace, ['databases:write', 'tools:read', 'tools:execute']);
    const db_id = await connected({ user_id: 'ada' }, as);
    const run = (action: string, params: unknown, more = {}) =>
      answer(execute, { as, body: { user_id: 'ada', action, params, ...more } });
    const names = async () => {
      const { body } = await answer(tools, { as, path: '/api/tools?user_id=ada' });
      return body.tools.map(({ name }: { name: string }) => name);
    };
    return { as, db_id, run, names };
  };

  test('are named by the database’s id, and only those that read are on', async () => {
    const { db_id, names } = await gateway();
    expect(await names()).toEqual([`DB_EXPLAIN_${db_id}`, `DB_QUERY_${db_id}`, `DB_SCHEMA_${db_id}`]);
    for (const name of await names()) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  });

  test('run through the gateway, with bound parameters and a page at a time', async () => {
    const { db_id, run } = await gateway();
    const first = await run(`DB_QUERY_${db_id}`, {
      query: 'select id, total from shop.orders where id > $1 order by id',
      params: [2],
      limit: 2,
    });
    expect(first.body).toMatchObject({
      success: true,
      result: {
        rows: [
          [3, '4.50'],
          [4, '6.00'],
        ],
      },
      next_cursor: '2',
    });
    const statement = { query: 'select id from shop.orders where id > $1 order by id', params: [2], limit: 2 };
    const second = await run(`DB_QUERY_${db_id}`, statement, { cursor: '2' });
    expect(second.body.result.rows).toEqual([[5], [6]]);
    const tables = await run(`DB_SCHEMA_${db_id}`, { search: 'orders' });
    expect(inspect(tables.body.result, { depth: 5 })).toContain('orders');
  });

  test('a statement that fails or would write is an answer in words', async () => {
    const { db_id, run } = await gateway();
    for (const statement of [
      'select nonsense',
      'delete from shop.orders',
      'with d as (delete from shop.orders returning 1) select * from d',
    ]) {
      const { status, body } = await run(`DB_QUERY_${db_id}`, { query: statement });
      expect([status, body.success, typeof body.error]).toEqual([200, false, 'string']);
    }
    expect(await own.query('select 1 from shop.orders')).toHaveLength(9);
  });

  test('one that writes is there only after its owner allowed it, and is off until somebody switches it on', async () => {
    const db_id = await connected();
    const insert = { tool: 'write', input: { query: `update shop.orders set total = total where id = 1` } };
    const attempt = () => answer(query, { ...on(db_id), body: insert });
    expect((await attempt()).status).toBe(404);

    const allowed = await answer(change, { method: 'PATCH', ...on(db_id), body: { allow_writes: true } });
    const write = { name: `DB_WRITE_${db_id}`, kind: 'write', enabled: false };
    expect(allowed.body.tools).toContainEqual(write);
    expect([(await attempt()).status, (await attempt()).body.error.code]).toEqual([403, 'tool_disabled']);

    const { profile_id } = allowed.body;
    await answer(switchTools, { method: 'PUT', params: { profile_id }, body: { enable: [write.name] } });
    expect((await attempt()).body).toMatchObject({ success: true, result: { affected_rows: 1 } });

    await answer(change, { method: 'PATCH', ...on(db_id), body: { allow_writes: false } });
    expect((await attempt()).status).toBe(404);
    const again = await answer(change, { method: 'PATCH', ...on(db_id), body: { allow_writes: true } });
    expect(again.body.tools).toContainEqual(write);
  });

  test('the schema is browsed, and what was asked is in the history with who could see it', async () => {
    const db_id = await connected();
    const browsed = await answer(browse, { path: '/api/databases/x/schema?table=orders&schema=shop', ...on(db_id) });
    expect(inspect(browsed.body.result, { depth: 6 })).toContain('numeric');
    await answer(query, { ...on(db_id), body: { input: { query: 'select 1 as one' } } });
    await answer(query, { ...on(db_id), body: { input: { query: 'select nonsense' } } });
    const { body } = await answer(history, on(db_id));
    expect(body.history).toMatchObject([
      { tool: 'query', input: { query: 'select nonsense' }, status: 'failed', error: expect.any(String) },
      { tool: 'query', input: { query: 'select 1 as one' }, status: 'succeeded', error: null },
    ]);
  });

  test('one database that is down holds back no other', async () => {
    const { run, as } = await gateway();
    const body = { ...shop, user_id: 'ada', name: 'Broken' };
    const broken = (await answer(connect, { as, body })).body.db_id;
    const healthy = (await answer(connect, { as, body: { ...body, name: 'Healthy' } })).body.db_id;
    await own.query(`alter role customer connection limit 0`);
    try {
      const down = await Promise.all(
        Array.from({ length: 12 }, () => run(`DB_QUERY_${broken}`, { query: 'select 1' }, { timeout_s: 2 })),
      );
      expect(new Set(down.map(({ status }) => status))).toEqual(new Set([503]));
    } finally {
      await own.query(`alter role customer connection limit -1`);
    }
    expect((await run(`DB_QUERY_${healthy}`, { query: 'select 1' })).body.success).toBe(true);
  });
});

describe('saved queries', () => {
  test('become tools of their own, typed and bound, for agents over MCP too', async () => {
    const as = await makeKey(workspace, ['databases:write', 'profiles:read', 'tools:read', 'tools:execute']);
    const db_id = await connected({ user_id: 'ada' }, as);
    const saved = await answer(saveQuery, { as, ...on(db_id), body: { user_id: 'ada', ...BY_MONTH } });
    expect([saved.status, saved.body.tool_name]).toEqual([201, `DB_ORDERS_OF_${db_id}`]);

    const client = new Client({ name: 'test', version: '1' });
    const headers = { authorization: `Bearer ${as.key}`, 'x-user-id': 'ada' };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${endpoint()}/mcp`), { requestInit: { headers } }));
    const listed = await client.listTools();
    const tool = listed.tools.find(({ name }) => name === saved.body.tool_name);
    expect(tool).toMatchObject({
      description: 'The orders of one customer.',
      inputSchema: { properties: { customer: { type: 'string', description: 'Whose' } }, required: ['customer'] },
      annotations: { readOnlyHint: true },
    });
    const call = (name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args });
    const found = await call(saved.body.tool_name, { customer: 'customer 1' });
    expect(found.structuredContent).toMatchObject({ rows: [[1], [4], [7]] });
    const spliced = await call(saved.body.tool_name, { customer: `' or true --` });
    expect(spliced.structuredContent).toMatchObject({ rows: [] });
    const direct = await call(`DB_QUERY_${db_id}`, { query: 'select count(*)::int from shop.orders' });
    expect(direct.structuredContent).toMatchObject({ rows: [[9]] });
    await client.close();
  });

  test('are listed, changed and removed, and their tools with them', async () => {
    const db_id = await connected();
    await answer(saveQuery, { ...on(db_id), body: BY_MONTH });
    const twice = await answer(saveQuery, { ...on(db_id), body: BY_MONTH });
    expect([twice.status, Object.keys(twice.body.error.fields)]).toEqual([409, ['name']]);
    const taken = await answer(saveQuery, { ...on(db_id), body: { ...BY_MONTH, name: 'query' } });
    expect([taken.status, Object.keys(taken.body.error.fields)]).toEqual([422, ['name']]);

    const named = on(db_id, { name: 'orders_of' });
    const changed = await answer(changeQuery, { method: 'PATCH', ...named, body: { description: 'Other words.' } });
    expect(changed.body).toMatchObject({ description: 'Other words.', parameters: [{ name: 'customer' }] });
    const run = () => answer(query, { ...on(db_id), body: { tool: 'orders_of', input: { customer: 'customer 2' } } });
    expect((await run()).body.result.rows).toEqual([[2], [5], [8]]);
    expect((await answer(listQueries, on(db_id))).body.saved_queries).toHaveLength(1);

    expect((await answer(removeQuery, { method: 'DELETE', ...named })).status).toBe(204);
    expect((await answer(removeQuery, { method: 'DELETE', ...named })).status).toBe(404);
    expect((await run()).status).toBe(404);
    expect((await answer(listQueries, on(db_id))).body.saved_queries).toEqual([]);
  });

  test('survive an edit of the database, and writing by one is refused', async () => {
    const db_id = await connected();
    const body = { ...BY_MONTH, parameters: [], statement: 'delete from shop.orders' };
    await answer(saveQuery, { ...on(db_id), body });
    await answer(change, { method: 'PATCH', ...on(db_id), body: { name: 'Renamed', allow_writes: true } });
    const ran = await answer(query, { ...on(db_id), body: { tool: 'orders_of', input: {} } });
    expect([ran.status, ran.body.success]).toEqual([200, false]);
    expect(await own.query('select 1 from shop.orders')).toHaveLength(9);
  });
});

test('no answer of all these held a password', () => {
  expect(seen.length).toBeGreaterThan(100);
  for (const text of seen) {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(OTHER_PASSWORD);
    expect(text).not.toContain(encodeURIComponent(PASSWORD));
  }
});
