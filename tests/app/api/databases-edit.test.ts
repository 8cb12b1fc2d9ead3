import { describe, expect, test } from 'vitest';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { PATCH as change, GET as read } from '@/app/api/databases/[db_id]/route';
import { POST as testSaved } from '@/app/api/databases/[db_id]/test/route';
import { GET as list } from '@/app/api/databases/route';
import { GET as tools } from '@/app/api/tools/route';
import { probeProfile } from '@/lib/domain/connections/probe-connections';
import { on, useShop } from '@/tests/support/shop-database';

const { own, role, workspace, answer, connected, PASSWORD, OTHER_PASSWORD } = useShop();

describe('editing a database', () => {
  test('is edited without retyping its secret', async () => {
    const db_id = await connected();
    const { status, body } = await answer(change, {
      method: 'PATCH',
      ...on(db_id),
      body: { name: 'Renamed', password: '', username: role, max_rows: 3, timeout_s: 5 },
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

  test.each<[what: string, edit: object]>([
    ['port', { port: 4710 }],
    ['port as text', { port: '4711', password: '' }],
  ])('does not carry its secret to another listener: %s', async (_, body) => {
    const db_id = await connected();
    const moved = await answer(change, { method: 'PATCH', ...on(db_id), body });
    expect([moved.status, Object.keys(moved.body.error.fields)]).toEqual([422, ['password']]);
    const tried = await answer(testSaved, { ...on(db_id), body });
    expect(tried.body).toMatchObject({ success: false, field: 'password' });
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

  test('a password that the server no longer takes needs the owner, who is told, and retyping mends it', async () => {
    const db_id = await connected();
    await own.query(`alter role ${role} password '${OTHER_PASSWORD}'`);
    try {
      const [found] = (await answer(list, {})).body.databases;
      await probeProfile(workspace().member.accountId, found.profile_id);
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
      await own.query(`alter role ${role} password '${PASSWORD}'`);
    }
  });
});
