import { inspect } from 'node:util';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { GET as history } from '@/app/api/databases/[db_id]/history/route';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { PATCH as change } from '@/app/api/databases/[db_id]/route';
import { PATCH as changeQuery, DELETE as removeQuery } from '@/app/api/databases/[db_id]/saved-queries/[name]/route';
import { GET as listQueries, POST as saveQuery } from '@/app/api/databases/[db_id]/saved-queries/route';
import { GET as browse } from '@/app/api/databases/[db_id]/schema/route';
import { POST as connect } from '@/app/api/databases/connect/route';
import { PUT as switchTools } from '@/app/api/profiles/[profile_id]/tools/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { GET as tools } from '@/app/api/tools/route';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey } from '@/tests/support/people';
import { ORDERS_OF, on, useShop } from '@/tests/support/shop-database';

const { own, shop, role, workspace, answer, connected } = useShop();
const endpoint = useMcpEndpoint();

describe('its tools', () => {
  const gateway = async () => {
    const as = await makeKey(workspace(), ['databases:write', 'tools:read', 'tools:execute']);
    const db_id = await connected({ user_id: 'ada' }, { as });
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

  test('a statement that is refused is told in the reader’s language, and kept as it was said', async () => {
    const { as, db_id } = await gateway();
    const headers = { 'x-user-id': 'ada', 'accept-language': 'es' };
    const body = { input: { query: 'delete from shop.orders' } };
    const refused = await answer(query, { as, ...on(db_id), body, headers });
    expect(refused.body).toMatchObject({
      success: false,
      error: 'Solo se permiten sentencias que leen, y esta empieza por «delete».',
    });
    const { body: kept } = await answer(history, { as, ...on(db_id), headers });
    expect(kept.history[0].error).toBe('Only statements that read are allowed, and this one begins with "delete".');
  });

  test('one database that is down holds back no other', async () => {
    const { run, as } = await gateway();
    const body = { ...shop, user_id: 'ada', name: 'Broken' };
    const broken = (await answer(connect, { as, body })).body.db_id;
    const healthy = (await answer(connect, { as, body: { ...body, name: 'Healthy' } })).body.db_id;
    await own.query(`alter role ${role} connection limit 0`);
    try {
      const down = await Promise.all(
        Array.from({ length: 12 }, () => run(`DB_QUERY_${broken}`, { query: 'select 1' }, { timeout_s: 2 })),
      );
      expect(new Set(down.map(({ status }) => status))).toEqual(new Set([503]));
    } finally {
      await own.query(`alter role ${role} connection limit -1`);
    }
    expect((await run(`DB_QUERY_${healthy}`, { query: 'select 1' })).body.success).toBe(true);
  });
});

describe('saved queries', () => {
  test('become tools of their own, typed and bound, for agents over MCP too', async () => {
    const as = await makeKey(workspace(), ['databases:write', 'profiles:read', 'tools:read', 'tools:execute']);
    const db_id = await connected({ user_id: 'ada' }, { as });
    const saved = await answer(saveQuery, { as, ...on(db_id), body: { user_id: 'ada', ...ORDERS_OF } });
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
    await answer(saveQuery, { ...on(db_id), body: ORDERS_OF });
    const twice = await answer(saveQuery, { ...on(db_id), body: ORDERS_OF });
    expect([twice.status, Object.keys(twice.body.error.fields)]).toEqual([409, ['name']]);
    const taken = await answer(saveQuery, { ...on(db_id), body: { ...ORDERS_OF, name: 'query' } });
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
    const body = { ...ORDERS_OF, parameters: [], statement: 'delete from shop.orders' };
    await answer(saveQuery, { ...on(db_id), body });
    await answer(change, { method: 'PATCH', ...on(db_id), body: { name: 'Renamed', allow_writes: true } });
    const ran = await answer(query, { ...on(db_id), body: { tool: 'orders_of', input: {} } });
    expect([ran.status, ran.body.success]).toEqual([200, false]);
    expect(await own.query('select 1 from shop.orders')).toHaveLength(9);
  });
});
