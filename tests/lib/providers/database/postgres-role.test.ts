import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { AppError } from '@/lib/errors';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { askRole } from '@/lib/providers/database/role';
import { postgresAdmin, type SqlAdmin } from './support/admins';
import { answer, call, subjectOn } from './support/subjects';

const DATABASE = 'role_shop';
const PASSWORD = 'of the tests alone';
const subject = subjectOn('postgres', DATABASE);
const signal = AbortSignal.timeout(120_000);
let admin: SqlAdmin;

beforeAll(async () => {
  admin = await postgresAdmin(subject.server, DATABASE);
  for (const sql of SHOP) await admin.run(sql);
});
afterAll(async () => {
  const created = (await admin.run(
    `select rolname as name from pg_roles where rolname like 'role\\_%' or rolname like 'patchbay\\_reader\\_%'`,
  )) as { name: string }[];
  for (const { name } of created) await admin.run(`drop owned by "${name}" cascade`);
  for (const { name } of created) await admin.run(`drop role "${name}"`);
  await admin.close();
});

const SHOP = [
  'create schema sales',
  'create schema "Back Office"',
  'create table sales.orders (id int generated always as identity primary key, total numeric)',
  'create table sales.customers (id int, name text)',
  'create view sales.totals as select sum(total) as total from sales.orders',
  'create table "Back Office"."Pay" (id int, amount numeric)',
  'insert into sales.orders (total) values (1), (2)',
  'insert into "Back Office"."Pay" values (1, 100)',
];

/** A role that may sign in, with what the statements add to it. */
async function makeRole(name: string, ...statements: string[]): Promise<DatabaseSession> {
  await admin.run(`create role ${name} login password '${PASSWORD}'`);
  for (const statement of statements) await admin.run(statement.replaceAll('$role', name));
  return subject.open({ username: name, password: PASSWORD });
}

async function check(session: DatabaseSession): Promise<DatabaseRole> {
  try {
    const role = await askRole(session, signal);
    if (!role) throw new Error('PostgreSQL is always asked.');
    return role;
  } finally {
    await session.close();
  }
}

describe('what a role may do', () => {
  test.each<[what: string, statements: string[], level: string, rights: string[]]>([
    ['nothing granted', [], 'reads', []],
    ['everything to read', ['grant pg_read_all_data to $role', 'grant pg_monitor to $role'], 'reads', []],
    [
      'one schema to read',
      ['grant usage on schema sales to $role', 'grant select on all tables in schema sales to $role'],
      'reads',
      [],
    ],
    ['a superuser', ['alter role $role superuser'], 'dangerous', ['superuser']],
    ['one who may create roles', ['alter role $role createrole'], 'dangerous', ['create_roles']],
    ['one who may replicate', ['alter role $role replication'], 'dangerous', ['replicate']],
    ['one who may subscribe', ['grant pg_create_subscription to $role'], 'dangerous', ['create_subscriptions']],
    ['one who may read files', ['grant pg_read_server_files to $role'], 'dangerous', ['read_files']],
    ['one who may write files', ['grant pg_write_server_files to $role'], 'dangerous', ['write_files']],
    ['one who may run programs', ['grant pg_execute_server_program to $role'], 'dangerous', ['run_programs']],
    ['one who may end sessions', ['grant pg_signal_backend to $role'], 'dangerous', ['signal_sessions']],
    [
      'a function that opens files, granted by itself',
      ['grant execute on function pg_catalog.pg_read_file(text) to $role'],
      'dangerous',
      ['read_files'],
    ],
    [
      'a function that writes files, granted by itself',
      ['grant execute on function pg_catalog.lo_export(oid, text) to $role'],
      'dangerous',
      ['write_files'],
    ],
    ['one who may write all data', ['grant pg_write_all_data to $role'], 'writes', ['write_all_data']],
    ['one who may maintain', ['grant pg_maintain to $role'], 'writes', ['maintain_tables']],
    ['one who may checkpoint', ['grant pg_checkpoint to $role'], 'writes', ['checkpoint']],
    ['one who may create databases', ['alter role $role createdb'], 'writes', ['create_databases']],
    ['one whom no policy holds', ['alter role $role bypassrls'], 'writes', ['bypass_row_security']],
    [
      'an owner',
      ['create table sales.mine (id int)', 'alter table sales.mine owner to $role'],
      'writes',
      ['own_tables'],
    ],
    ['insert alone', ['grant insert on sales.orders to $role'], 'writes', ['write_tables']],
    ['update of one column', ['grant update (total) on sales.orders to $role'], 'writes', ['write_tables']],
    ['delete alone', ['grant delete on sales.orders to $role'], 'writes', ['write_tables']],
    ['truncate alone', ['grant truncate on sales.orders to $role'], 'writes', ['write_tables']],
    ['a view to write through', ['grant insert on sales.totals to $role'], 'writes', ['write_tables']],
    ['a sequence', ['grant usage on sequence sales.orders_id_seq to $role'], 'writes', ['use_sequences']],
    ['tables to create', ['grant create on schema sales to $role'], 'writes', ['create_tables']],
    ['schemas to create', [`grant create on database ${DATABASE} to $role`], 'writes', ['create_schemas']],
  ])('%s', async (what, statements, level, rights) => {
    const name = `role_${what.toLowerCase().replace(/[^a-z]+/g, '_')}`.slice(0, 50);
    const role = await check(await makeRole(name, ...statements));
    expect({ level: role.level, rights: role.rights.map(({ right }) => right) }).toEqual({ level, rights });
  });

  test.each([
    ['inherited', 'inherit'],
    ['to be switched to', 'noinherit'],
  ])('a right through two other roles, %s, counts and names the role', async (_how, inherit) => {
    const session = await makeRole(
      `role_member_${inherit}`,
      `create role role_middle_${inherit} ${inherit}`,
      `create role role_end_${inherit} createdb`,
      `grant role_end_${inherit} to role_middle_${inherit}`,
      `grant pg_execute_server_program to role_end_${inherit}`,
      `grant delete on sales.customers to role_end_${inherit}`,
      `grant role_middle_${inherit} to $role`,
      `alter role $role ${inherit}`,
    );
    const { level, rights } = await check(session);
    expect([level, rights]).toEqual([
      'dangerous',
      [
        { right: 'run_programs', level: 'dangerous', names: ['pg_execute_server_program'] },
        { right: 'write_tables', level: 'writes', names: ['sales.customers'] },
        { right: 'create_databases', level: 'writes', names: [`role_end_${inherit}`] },
      ],
    ]);
  });

  test('a member of a superuser is one, and a membership that gives nothing is none', async () => {
    const member = await makeRole('role_of_boss', 'create role role_boss superuser', 'grant role_boss to $role');
    expect((await check(member)).rights).toEqual([{ right: 'superuser', level: 'dangerous', names: ['role_boss'] }]);
    const empty = await makeRole('role_of_none', 'grant role_boss to $role with inherit false, set false, admin false');
    expect((await check(empty)).level).toBe('reads');
  });

  test('whom a setting of the role makes another is asked as who signed in', async () => {
    const session = await makeRole('role_disguised', 'create role role_mask', 'grant role_mask to $role');
    await admin.run('alter role role_disguised superuser');
    await admin.run('alter role role_disguised set role = role_mask');
    expect((await check(session)).level).toBe('dangerous');
  });

  test('functions of the database that look like the server’s own are not asked', async () => {
    const session = await makeRole(
      'role_fooled',
      'create schema fake',
      `create function fake.has_table_privilege(oid, oid, text) returns boolean language sql as 'select false'`,
      'grant usage on schema fake to public',
      'alter role $role set search_path = fake, pg_catalog',
      'grant insert on sales.orders to $role',
    );
    expect((await check(session)).rights.map(({ right }) => right)).toEqual(['write_tables']);
  });
});

describe('a server that cannot be asked', () => {
  test.each([
    ['roles', 'pg_auth_members'],
    ['tables', 'pg_class'],
  ])('its catalogue of %s is closed: the test works, and says so', async (what, table) => {
    const session = await makeRole(`role_blind_${what}`);
    await admin.run(`revoke select on pg_catalog.${table} from public`);
    try {
      expect((await session.test(signal)).server.product).toBe('PostgreSQL');
      expect(await check(session)).toEqual({ level: 'unknown', rights: [], untried: [], reader: null });
    } finally {
      await admin.run(`grant select on pg_catalog.${table} to public`);
    }
  });

  test('what is known to be dangerous is said although the rest cannot be asked', async () => {
    const session = await makeRole('role_half_blind', 'grant pg_read_server_files to $role');
    await admin.run('revoke select on pg_catalog.pg_proc from public');
    try {
      expect((await check(session)).level).toBe('dangerous');
    } finally {
      await admin.run('grant select on pg_catalog.pg_proc to public');
    }
  });

  test('the connection serves calls as before', async () => {
    const session = await makeRole('role_goes_on', 'grant pg_read_all_data to $role');
    await askRole(session, signal);
    const { rows } = await answer(session, 'query', {
      query: `select current_setting('search_path'), current_setting('transaction_read_only')`,
    });
    expect(rows).toEqual([['"$user", public', 'on']]);
    await session.close();
  });
});

describe('a role that reads', () => {
  let count = 0;
  const nextName = () => `patchbay_reader_test${++count}`;

  async function create(session: DatabaseSession, wishes: { name?: string; schemas?: string[] } = {}) {
    const { name = nextName(), schemas } = wishes;
    if (!session.createReader) throw new Error('PostgreSQL has readers.');
    await session.createReader({ name, password: `pass ${name}`, schemas }, signal);
    return { name, session: subject.open({ username: name, password: `pass ${name}` }) };
  }

  const exists = async (name: string) =>
    ((await admin.run(`select 1 from pg_roles where rolname = '${name}'`)) as unknown[]).length === 1;

  test('is created by a superuser: it reads everything, later tables too, and may do nothing else', async () => {
    const owner = subject.open();
    const { session, name } = await create(owner);
    await admin.run('create table sales.later (id int)');
    for (const table of ['sales.orders', 'sales.totals', '"Back Office"."Pay"', 'sales.later']) {
      await answer(session, 'query', { query: `select * from ${table}` });
    }
    expect(await askRole(session, signal)).toEqual({ level: 'reads', rights: [], untried: [], reader: null });
    const [row] = (await admin.run(
      `select rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit, rolconfig
       from pg_roles where rolname = '${name}'`,
    )) as unknown[];
    expect(row).toEqual({
      ...{ rolcanlogin: true, rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false },
      ...{ rolbypassrls: false, rolconnlimit: 20 },
      rolconfig: [
        'default_transaction_read_only=on',
        'statement_timeout=60s',
        'idle_in_transaction_session_timeout=60s',
      ],
    });
    await Promise.all([owner.close(), session.close()]);
  });

  test('its password is not sent to the server, whose log may hold whole statements', async () => {
    // A server that gets a password makes what it keeps of it in this way; one that gets a verifier keeps that.
    await admin.run(`alter database ${DATABASE} set password_encryption = 'md5'`);
    const owner = subject.open();
    const { name, session } = await create(owner);
    const [row] = (await admin.run(`select rolpassword from pg_authid where rolname = '${name}'`)) as [
      { rolpassword: string },
    ];
    expect(row.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
    await admin.run(`alter database ${DATABASE} reset password_encryption`);
    await Promise.all([owner.close(), session.close()]);
  });

  test('one who may create roles, but not pass on the right to read everything, grants what is their own', async () => {
    const maker = await makeRole(
      'role_maker',
      'alter role $role createrole',
      'grant usage on schema sales to $role with grant option',
      'grant select on sales.orders to $role with grant option',
      'grant usage, create on schema "Back Office" to $role with grant option',
      'create table "Back Office".made (id int)',
      'alter table "Back Office".made owner to $role',
    );
    const plan = (await askRole(maker, signal))?.reader;
    expect(plan).toMatchObject({ can_create: true, schemas: ['Back Office', 'sales'] });
    const { session } = await create(maker, { schemas: ['sales', 'Back Office'] });
    await answer(session, 'query', { query: 'select * from sales.orders' });
    await answer(session, 'query', { query: 'select * from "Back Office".made' });
    expect(await call(session, 'query', { query: 'select * from sales.customers' })).toMatchObject({ ok: false });
    await admin.run('set role role_maker');
    await admin.run('create table "Back Office".later (id int)');
    await admin.run('reset role');
    await answer(session, 'query', { query: 'select * from "Back Office".later' });
    expect((await askRole(session, signal))?.level).toBe('reads');
    const wrong = create(maker, { schemas: ['public'] });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
    await Promise.all([maker.close(), session.close()]);
  });

  test('asked for twice under one name, it is one role with the later password', async () => {
    const owner = subject.open();
    const first = await create(owner, { name: 'patchbay_reader_twice' });
    await owner.createReader?.({ name: 'patchbay_reader_twice', password: 'the later one' }, signal);
    const later = subject.open({ username: 'patchbay_reader_twice', password: 'the later one' });
    await later.test(signal);
    await first.session.close();
    const former = subject.open({ username: 'patchbay_reader_twice', password: 'pass patchbay_reader_twice' });
    await expect(former.test(signal)).rejects.toBeInstanceOf(AppError);
    await Promise.all([owner.close(), later.close(), former.close()]);
  });

  test('one who may not create it is told so, gets the SQL, and nothing is left on the server', async () => {
    const clerk = await makeRole('role_clerk', 'grant insert on sales.orders to $role');
    const role = await askRole(clerk, signal);
    expect(role?.reader?.can_create).toBe(false);
    const name = nextName();
    await expect(create(clerk, { name })).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(await exists(name)).toBe(false);
    const sql = (role?.reader?.sql ?? '').replace('<password>', PASSWORD);
    await admin.run(sql);
    const session = subject.open({ username: 'patchbay_reader', password: PASSWORD });
    expect((await askRole(session, signal))?.level).toBe('reads');
    await answer(session, 'query', { query: 'select * from sales.orders' });
    await session.close();
    await clerk.close();
    await admin.run('drop owned by patchbay_reader; drop role patchbay_reader');
  });

  test('when a grant fails half-way, the role is gone with all the rest', async () => {
    await admin.run(`create function sales.refuse() returns event_trigger language plpgsql as
      $$begin raise exception 'not today'; end$$`);
    await admin.run(`create event trigger refuse on ddl_command_start when tag in ('ALTER DEFAULT PRIVILEGES')
      execute function sales.refuse()`);
    const maker = await makeRole(
      'role_unlucky',
      'alter role $role createrole',
      'create schema unlucky authorization $role',
      'create table unlucky.t (id int)',
      'alter table unlucky.t owner to $role',
    );
    const name = nextName();
    await expect(create(maker, { name })).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(await exists(name)).toBe(false);
    await admin.run('drop event trigger refuse');
    const { session } = await create(maker, { name });
    await answer(session, 'query', { query: 'select * from unlucky.t' });
    await Promise.all([maker.close(), session.close()]);
  });

  test('one that the server does not let in is dropped again', async () => {
    const owner = subject.open();
    await admin.run(`alter database ${DATABASE} connection limit 0`); // superusers are let in all the same
    const name = nextName();
    await expect(create(owner, { name })).rejects.toMatchObject({
      message: 'The role was created, but the server did not let it sign in, so it was dropped again.',
    });
    await admin.run(`alter database ${DATABASE} connection limit -1`);
    expect(await exists(name)).toBe(false);
    await owner.close();
  });

  test('a database that not everybody may connect to lets it in', async () => {
    await admin.run(`revoke connect on database ${DATABASE} from public`);
    const owner = subject.open();
    const { session } = await create(owner);
    await answer(session, 'query', { query: 'select 1' });
    await admin.run(`grant connect on database ${DATABASE} to public`);
    await Promise.all([owner.close(), session.close()]);
  });
});
