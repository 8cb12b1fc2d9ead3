import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { POST as replaceRole } from '@/app/api/databases/[db_id]/read-only-role/route';
import { PATCH as change, GET as read } from '@/app/api/databases/[db_id]/route';
import { POST as testSaved } from '@/app/api/databases/[db_id]/test/route';
import { POST as connect } from '@/app/api/databases/connect/route';
import { POST as createRole } from '@/app/api/databases/read-only-role/route';
import { GET as list } from '@/app/api/databases/route';
import { POST as tryOut } from '@/app/api/databases/test/route';
import { probeProfile } from '@/lib/domain/connections/probe-connections';
import { on, useShop } from '@/tests/support/shop-database';

const { own, shop, role, answer, connected, workspace, PASSWORD } = useShop();

const accept_dangerous_role = true;
const whoAmI = async (db_id: string) =>
  (await answer(query, { ...on(db_id), body: { input: { query: 'select current_user' } } })).body.result.rows[0][0];
const readers = async () =>
  (
    await own.query<{ name: string }>(`select rolname as name from pg_roles where rolname like 'patchbay\\_reader\\_%'`)
  ).map(({ name }) => name);

let before: string[] = [];
beforeEach(async () => {
  before = await readers();
});
afterEach(async () => {
  await own.query(`alter role ${role} nosuperuser nocreaterole`);
  for (const name of await readers()) if (!before.includes(name)) await own.query(`drop role ${name}`);
});

describe('a role that may do far more than read', () => {
  beforeEach(() => own.query(`alter role ${role} superuser`));

  test('is told when it is tried, and saved only by somebody who accepts it', async () => {
    const tried = await answer(tryOut, { body: shop });
    expect(tried.body).toMatchObject({
      ...{ success: true },
      role: { level: 'dangerous', rights: [{ right: 'superuser', level: 'dangerous', names: [] }] },
    });
    for (const accepted of [{}, { accept_dangerous_role: false }]) {
      const { status, body } = await answer(connect, { body: { ...shop, name: 'The shop', ...accepted } });
      expect([status, body.error.code, Object.keys(body.error.fields)]).toEqual([
        ...[409, 'dangerous_role', ['accept_dangerous_role']],
      ]);
      expect(body.error.message).toBe('This user may do far more than read: superuser.');
    }
    expect((await answer(list, {})).body.databases).toEqual([]);

    const db_id = await connected({ accept_dangerous_role });
    const { body } = await answer(read, on(db_id));
    expect(body.role.level).toBe('dangerous');
    expect(body.settings).not.toHaveProperty('accept_dangerous_role');
    const [event] = await own.query<{ detail: object }>(
      `select detail from audit_events where action = 'database.connect' and subject = $1`,
      [db_id],
    );
    expect(event?.detail).toMatchObject({ accept_dangerous_role: true });
  });

  test('is refused in the reader’s language', async () => {
    await own.query(`update users set locale = 'es' where id = $1`, [workspace().member.userId]);
    const { body } = await answer(connect, { body: { ...shop, name: 'La tienda' } });
    expect(body.error.message).toBe('Este usuario puede hacer mucho más que leer: superuser.');
  });

  test('must be accepted when an edit leads to it, and not for what leads nowhere else', async () => {
    await own.query(`alter role ${role} nosuperuser`);
    const db_id = await connected();
    await own.query(`alter role ${role} superuser`);
    expect((await answer(change, { ...on(db_id), method: 'PATCH', body: { name: 'Renamed' } })).status).toBe(200);
    const edit = { ...on(db_id), method: 'PATCH', body: { host: 'localhost', password: PASSWORD } };
    const refused = await answer(change, edit);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'dangerous_role']);
    expect((await answer(read, on(db_id))).body.host).toBe(shop.host);
    const accepted = await answer(change, { ...edit, body: { ...edit.body, accept_dangerous_role } });
    expect([accepted.status, accepted.body.host, accepted.body.role.level]).toEqual([200, 'localhost', 'dangerous']);
  });
});

describe('allowing writes to a role that may do far more than read', () => {
  const patch = (db_id: string, body: object) => answer(change, { ...on(db_id), method: 'PATCH', body });
  const allow_writes = true;

  test('is asked about, also where the role was accepted for reading', async () => {
    await own.query(`alter role ${role} superuser`);
    const db_id = await connected({ accept_dangerous_role });
    for (const accepted of [{}, { accept_dangerous_role: false }]) {
      const { status, body } = await patch(db_id, { allow_writes, ...accepted });
      expect([status, body.error?.code]).toEqual([409, 'dangerous_role']);
    }
    expect((await answer(read, on(db_id))).body.allow_writes).toBe(false);
    const allowed = await patch(db_id, { allow_writes, accept_dangerous_role });
    expect([allowed.status, allowed.body.allow_writes]).toEqual([200, true]);
    const [event] = await own.query<{ detail: object }>(
      `select detail from audit_events where action = 'database.change' and subject = $1 order by at desc limit 1`,
      [db_id],
    );
    expect(event?.detail).toMatchObject({ accept_dangerous_role: true });
    // What is allowed stays allowed, and taking it away is never asked about.
    expect((await patch(db_id, { allow_writes, max_rows: 5 })).status).toBe(200);
    expect((await patch(db_id, { allow_writes: false })).status).toBe(200);
    expect((await patch(db_id, { allow_writes })).status).toBe(409);
  });

  test('is asked about when the role became dangerous after it was connected', async () => {
    const db_id = await connected();
    await own.query(`alter role ${role} superuser`);
    expect((await patch(db_id, { allow_writes, name: 'Renamed' })).status).toBe(409);
    expect((await answer(read, on(db_id))).body).toMatchObject({ name: 'The shop', allow_writes: false });
    await own.query(`alter role ${role} nosuperuser`);
    expect((await patch(db_id, { allow_writes, name: 'Renamed' })).status).toBe(200);
  });
});

describe('a connection that was there before its role became dangerous', () => {
  test.each([
    ['a probe', async (_db_id: string, profile: [string, string]) => probeProfile(...profile)],
    ['a test of it as it is', async (db_id: string) => answer(testSaved, { ...on(db_id), body: {} })],
  ])('goes on working, and %s makes its page say so', async (_what, check) => {
    const db_id = await connected();
    expect((await answer(read, on(db_id))).body.role.level).toBe('writes');
    // As one that was connected before roles were asked about.
    await own.query(`update profiles set public_config = public_config - 'role' where app_slug = 'postgres'`);
    expect((await answer(read, on(db_id))).body.role).toBeNull();
    await own.query(`alter role ${role} superuser`);
    const { profile_id } = (await answer(read, on(db_id))).body;
    const [row] = await own.query<{ account_id: string }>(`select account_id from profiles where id = $1`, [
      profile_id,
    ]);
    await check(db_id, [row?.account_id ?? '', profile_id]);
    const { body } = await answer(read, on(db_id));
    expect([body.status, body.role.level]).toEqual(['connected', 'dangerous']);
    expect(await whoAmI(db_id)).toBe(role);
  });
});

describe('a role that only reads', () => {
  test('is created with credentials that are not kept, and connects', async () => {
    await own.query(`alter role ${role} superuser`);
    const { status, body } = await answer(createRole, { body: { ...shop, name: 'The shop' } });
    expect([status, Object.keys(body).sort()]).toEqual([
      ...[201, ['database', 'host', 'password', 'port', 'ssl', 'username']],
    ]);
    expect(body).toMatchObject({ host: shop.host, port: shop.port, database: shop.database, ssl: false });
    expect(body.username).toMatch(/^patchbay_reader_[0-9a-f]{10}$/);
    expect(body.password).toMatch(/^[\w-]{32}$/);
    const db_id = await connected({ username: body.username, password: body.password });
    expect(await whoAmI(db_id)).toBe(body.username);
    const details = (await answer(read, on(db_id))).body;
    expect(details.role).toEqual({ level: 'reads', rights: [], untried: [], reader: null });
    const events = await own.query(`select subject, detail from audit_events where action = 'database.role_create'`);
    expect(events).toContainEqual({ subject: body.username, detail: { db_type: 'postgres' } });
    expect(JSON.stringify(events)).not.toContain(body.password);
  });

  test('is one role however often the same wish is sent, and another for another account', async () => {
    await own.query(`alter role ${role} superuser`);
    const wish = { ...shop, name: 'The shop', idempotency_key: 'pressed once' };
    const first = (await answer(createRole, { body: wish })).body;
    const second = (await answer(createRole, { body: wish })).body;
    expect(second.username).toBe(first.username);
    expect(second.password).not.toBe(first.password);
    await connected({ username: second.username, password: second.password });
    const others = (await answer(createRole, { as: workspace().owner, body: wish })).body;
    expect(others.username).not.toBe(first.username);
  });

  test('reads only what was wished for, though the same key was sent with another wish', async () => {
    await own.query(`alter role ${role} superuser`);
    const wish = { ...shop, name: 'The shop', idempotency_key: 'pressed once' };
    const wishes = [wish, { ...wish, database: 'postgres' }];
    const names = await Promise.all(wishes.map(async (body) => (await answer(createRole, { body })).body.username));
    expect(names).toEqual([expect.stringMatching(/^patchbay_reader_/), expect.not.stringMatching(names[0])]);
  });

  test('is not created by credentials that may not, nor on another kind of server', async () => {
    const { status, body } = await answer(createRole, { body: { ...shop, name: 'The shop' } });
    expect([status, body.error.code]).toEqual([502, 'provider_rejected']);
    const fields = { db_type: 'redis', host: shop.host, port: shop.port };
    const other = await answer(createRole, { body: { ...fields, name: 'The cache' } });
    expect([other.status, Object.keys(other.body.error.fields)]).toEqual([422, ['db_type']]);
    expect(await readers()).toEqual(before);
  });

  test('takes the place of a dangerous one in a connection, and nobody sees its password', async () => {
    await own.query(`alter role ${role} superuser`);
    const db_id = await connected({ accept_dangerous_role });
    const sealed = () =>
      own.query<{ sealed: string }>(`select encode(sealed_config, 'hex') as sealed from profiles order by id`);
    const kept = await sealed();
    const { status, body } = await answer(replaceRole, { ...on(db_id), body: {} });
    expect([status, body.role.level, body.secrets]).toEqual([200, 'reads', ['password']]);
    expect(JSON.stringify(body)).not.toMatch(/"password":/);
    expect(body.username).toMatch(/^patchbay_reader_/);
    expect(await whoAmI(db_id)).toBe(body.username);
    expect(await sealed()).not.toEqual(kept);
    // The former credentials are gone: what the connection has now may not create another role.
    expect((await answer(replaceRole, { ...on(db_id), body: {} })).status).toBe(502);
  });

  test('takes the place of another with credentials that are typed for it and not kept', async () => {
    const db_id = await connected();
    await own.query(`create role the_admin superuser login password 'of the admin'`);
    const typed = { username: 'the_admin', password: 'of the admin' };
    const { status, body } = await answer(replaceRole, { ...on(db_id), body: typed });
    await own.query('drop role the_admin');
    expect([status, body.role.level]).toEqual([200, 'reads']);
    expect(await whoAmI(db_id)).toBe(body.username);
  });
});
