import { describe, expect, test } from 'vitest';
import { askRole } from '@/lib/providers/database/role';
import { checkRole } from './support/check-role';
import { signal, useRoles } from './support/postgres-roles';
import { answer } from './support/subjects';

const DATABASE = 'role_shop';
const roles = useRoles(DATABASE, 'role_');

describe('what a role may do', () => {
  test.each<[what: string, statements: string[], level: string, rights: string[]]>([
    ['nothing granted', [], 'reads', []],
    ['everything to read', ['grant pg_read_all_data to $role'], 'reads', []],
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
    const role = await checkRole(await roles.makeRole(name, ...statements));
    expect({ level: role.level, rights: role.rights.map(({ right }) => right) }).toEqual({ level, rights });
  });

  test.each([
    ['inherited', 'inherit'],
    ['to be switched to', 'noinherit'],
  ])('a right through two other roles, %s, counts and names the role', async (_how, inherit) => {
    const session = await roles.makeRole(
      `role_member_${inherit}`,
      `create role role_middle_${inherit} ${inherit}`,
      `create role role_end_${inherit} createdb`,
      `grant role_end_${inherit} to role_middle_${inherit}`,
      `grant pg_execute_server_program to role_end_${inherit}`,
      `grant delete on sales.customers to role_end_${inherit}`,
      `grant role_middle_${inherit} to $role`,
      `alter role $role ${inherit}`,
    );
    const { level, rights } = await checkRole(session);
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
    const member = await roles.makeRole('role_of_boss', 'create role role_boss superuser', 'grant role_boss to $role');
    expect((await checkRole(member)).rights).toEqual([
      { right: 'superuser', level: 'dangerous', names: ['role_boss'] },
    ]);
    const empty = await roles.makeRole(
      'role_of_none',
      'grant role_boss to $role with inherit false, set false, admin false',
    );
    expect((await checkRole(empty)).level).toBe('reads');
  });

  test('whom a setting of the role makes another is asked as who signed in', async () => {
    const session = await roles.makeRole('role_disguised', 'create role role_mask', 'grant role_mask to $role');
    await roles.admin.run('alter role role_disguised superuser');
    await roles.admin.run('alter role role_disguised set role = role_mask');
    expect((await checkRole(session)).level).toBe('dangerous');
  });

  test('functions of the database that look like the server’s own are not asked', async () => {
    const session = await roles.makeRole(
      'role_fooled',
      'create schema fake',
      `create function fake.has_table_privilege(oid, oid, text) returns boolean language sql as 'select false'`,
      'grant usage on schema fake to public',
      'alter role $role set search_path = fake, pg_catalog',
      'grant insert on sales.orders to $role',
    );
    expect((await checkRole(session)).rights.map(({ right }) => right)).toEqual(['write_tables']);
  });
});

describe('a server that cannot be asked', () => {
  test.each([
    ['roles', 'pg_auth_members'],
    ['tables', 'pg_class'],
  ])('its catalogue of %s is closed: the test works, and says so', async (what, table) => {
    const session = await roles.makeRole(`role_blind_${what}`);
    await roles.admin.run(`revoke select on pg_catalog.${table} from public`);
    try {
      expect((await session.test(signal)).server.product).toBe('PostgreSQL');
      expect(await checkRole(session)).toEqual({ level: 'unknown', rights: [], untried: [], reader: null });
    } finally {
      await roles.admin.run(`grant select on pg_catalog.${table} to public`);
    }
  });

  test('what is known to be dangerous is said although the rest cannot be asked', async () => {
    const session = await roles.makeRole('role_half_blind', 'grant pg_read_server_files to $role');
    await roles.admin.run('revoke select on pg_catalog.pg_proc from public');
    try {
      expect((await checkRole(session)).level).toBe('dangerous');
    } finally {
      await roles.admin.run('grant select on pg_catalog.pg_proc to public');
    }
  });

  test('the connection serves calls as before', async () => {
    const session = await roles.makeRole('role_goes_on', 'grant pg_read_all_data to $role');
    await askRole(session, signal);
    const { rows } = await answer(session, 'query', {
      query: `select current_setting('search_path'), current_setting('transaction_read_only')`,
    });
    expect(rows).toEqual([['"$user", public', 'on']]);
    await session.close();
  });
});
