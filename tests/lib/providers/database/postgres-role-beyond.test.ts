import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRole } from './support/check-role';
import { PASSWORD, useRoles } from './support/postgres-roles';

const DATABASE = 'beyond_shop';
const roles = useRoles(DATABASE, 'beyond_');

beforeAll(async () => {
  for (const sql of [
    'create extension dblink',
    'create extension pg_stat_statements',
    'create extension postgres_fdw',
    'create function sales.price() returns int language sql return 1',
    'create function sales.tidy() returns int security definer language sql return 1',
    'create function sales.on_order() returns trigger security definer language plpgsql as $$begin return new; end$$',
    'create schema hidden; create function hidden.tidy() returns int security definer language sql return 1',
    `create server warehouse foreign data wrapper postgres_fdw options (host '127.0.0.1')`,
    'create publication news for table sales.orders',
    'select lo_create(70001)',
  ]) {
    await roles.admin.run(sql);
  }
});
// What is subscribed to goes with no owner.
afterAll(() => roles.admin.run('drop subscription if exists feed'));

type Case = [what: string, statements: string[], level: string, rights: [right: string, ...names: string[]][]];

/** Rights that the user needs so that the rest is within its reach, and which are nothing beyond reading. */
const SEES_SALES = 'grant usage on schema sales to $role';

describe('what a role may do beside reading and writing tables', () => {
  test.each<Case>([
    // Functions that the server keeps from everybody at first
    [
      'a function that reloads the settings',
      ['grant execute on function pg_reload_conf() to $role'],
      'dangerous',
      [['change_server', 'pg_reload_conf']],
    ],
    [
      'functions that rotate logs, switch WAL, begin backups and forget statistics',
      [
        'grant execute on function pg_rotate_logfile(), pg_switch_wal() to $role',
        'grant execute on function pg_backup_start(text, boolean) to $role',
        'grant execute on function pg_stat_reset() to $role',
      ],
      'dangerous',
      [['change_server', 'pg_backup_start', 'pg_rotate_logfile', 'pg_stat_reset']],
    ],
    [
      'catalogues that hold passwords',
      [
        'grant select on pg_shadow, pg_statistic, pg_user_mapping to $role',
        'grant select (rolname, rolpassword) on pg_authid to $role',
        'grant select (subconninfo) on pg_subscription to $role',
      ],
      'dangerous',
      [['see_passwords', 'pg_authid', 'pg_user_mapping', 'pg_statistic']],
    ],
    ['catalogues without their passwords', ['grant select (rolname) on pg_authid to $role'], 'reads', []],
    [
      'a function that makes an origin of replication',
      ['grant execute on function pg_replication_origin_create(text) to $role'],
      'dangerous',
      [['replicate', 'pg_replication_origin_create']],
    ],
    [
      'a function that shows files of settings',
      ['grant execute on function pg_show_all_file_settings() to $role'],
      'dangerous',
      [['see_passwords', 'pg_show_all_file_settings']],
    ],
    [
      'a function that opens files, of every form',
      ['grant execute on function pg_read_binary_file(text, bigint, bigint, boolean) to $role'],
      'dangerous',
      [['read_files', 'pg_read_binary_file']],
    ],
    [
      'a function for monitoring',
      ['grant execute on function pg_ls_waldir(), pg_current_logfile() to $role'],
      'reads',
      [],
    ],
    // Functions that an extension keeps from everybody at first
    [
      'a connection without a password',
      ['grant execute on function dblink_connect_u(text) to $role'],
      'dangerous',
      [['reach_servers', 'dblink_connect_u']],
    ],
    [
      'a function of an extension that is not known',
      ['grant execute on function pg_stat_statements_reset(oid, oid, bigint, boolean) to $role'],
      'dangerous',
      [['change_server', 'pg_stat_statements_reset']],
    ],
    // Functions that run as their owner
    ['a function that runs as its superuser', [SEES_SALES], 'writes', [['run_as_owner', 'sales.tidy']]],
    [
      'functions that run as an owner within reach, and in a schema that is closed',
      [
        'create role $role_owner; grant $role_owner to $role',
        'create schema $role; grant usage on schema $role to $role',
        'create function $role.tidy() returns int security definer language sql return 1',
        'alter function $role.tidy() owner to $role_owner',
      ],
      'writes',
      [['change_objects', 'function beyond_functions_that_run_as_an_owner_within_reach.tidy()']],
    ],
    // Settings
    [
      'a setting of the server',
      ['grant alter system on parameter work_mem to $role'],
      'dangerous',
      [['change_server', 'work_mem']],
    ],
    [
      'a setting of superusers',
      ['grant set on parameter session_replication_role to $role'],
      'dangerous',
      [['change_server', 'session_replication_role']],
    ],
    ['a setting of everybody', ['grant set on parameter work_mem to $role'], 'reads', []],
    // Other servers
    [
      'a foreign server with a mapping',
      [
        'grant usage on foreign server warehouse to $role',
        `create user mapping for $role server warehouse options (user 'u', password '${PASSWORD}')`,
      ],
      'dangerous',
      [['reach_servers', 'warehouse']],
    ],
    [
      'a wrapper, with which to make servers',
      ['grant usage on foreign data wrapper postgres_fdw to $role'],
      'dangerous',
      [['reach_servers', 'postgres_fdw']],
    ],
    // Handing on
    [
      'a table to hand on',
      ['grant select on sales.orders to $role with grant option'],
      'dangerous',
      [['grant_rights', 'sales.orders']],
    ],
    [
      'a column to hand on',
      ['grant select (name) on sales.customers to $role with grant option'],
      'dangerous',
      [['grant_rights', 'sales.customers.name']],
    ],
    [
      'a schema to hand on, by a role',
      [
        'create role $role_lender; grant usage on schema "Back Office" to $role_lender with grant option',
        'grant $role_lender to $role',
      ],
      'dangerous',
      [['grant_rights', 'schema "Back Office"']],
    ],
    [
      'a membership to hand on',
      ['create role $role_group; grant $role_group to $role with admin option'],
      'dangerous',
      [['grant_rights', 'role beyond_a_membership_to_hand_on_group']],
    ],
    // Owning
    [
      'the owner of a publication',
      ['create publication of_role; alter publication of_role owner to $role'],
      'writes',
      [['change_objects', 'publication of_role']],
    ],
    [
      'the owner of a function',
      ['create function sales.own() returns int language sql return 1', 'alter function sales.own() owner to $role'],
      'writes',
      [['change_objects', 'function sales.own()']],
    ],
    [
      'the owner of a large object',
      ['select lo_create(70002)', 'alter large object 70002 owner to $role'],
      'writes',
      [['change_objects', 'large object 70002']],
    ],
    [
      'one who may write a large object',
      ['grant update on large object 70001 to $role'],
      'writes',
      [['change_objects', 'large object 70001']],
    ],
    [
      'the owner of a foreign server',
      [
        `create server own foreign data wrapper postgres_fdw`,
        'grant usage on foreign data wrapper postgres_fdw to $role',
        'alter server own owner to $role',
        'revoke usage on foreign data wrapper postgres_fdw from $role',
      ],
      'dangerous',
      [
        ['reach_servers', 'own'],
        ['change_objects', 'server own'],
      ],
    ],
    [
      'the owner of a subscription',
      [
        `create subscription feed connection 'host=127.0.0.1 password=x' publication p
         with (connect = false, slot_name = none)`,
        'alter subscription feed owner to $role',
      ],
      'dangerous',
      [['create_subscriptions', 'feed']],
    ],
    // Tables
    ['triggers', ['grant trigger on sales.orders to $role'], 'writes', [['change_tables', 'sales.orders']]],
    [
      'references',
      ['grant references (id) on sales.customers to $role'],
      'writes',
      [['change_tables', 'sales.customers']],
    ],
    // The server's own roles
    [
      'monitoring',
      ['grant pg_monitor to $role'],
      'dangerous',
      [
        ['see_sessions', 'pg_read_all_stats'],
        ['see_passwords', 'pg_read_all_settings'],
      ],
    ],
    [
      'other people’s queries',
      ['grant pg_read_all_stats to $role'],
      'dangerous',
      [['see_sessions', 'pg_read_all_stats']],
    ],
    ['all settings', ['grant pg_read_all_settings to $role'], 'dangerous', [['see_passwords', 'pg_read_all_settings']]],
    ['scans for statistics', ['grant pg_stat_scan_tables to $role'], 'reads', []],
  ])('%s', async (what, statements, level, rights) => {
    const name = `beyond_${what.toLowerCase().replace(/[^a-z]+/g, '_')}`.slice(0, 50);
    const role = await checkRole(await roles.makeRole(name, ...statements));
    expect({ level: role.level, rights: role.rights.map(({ right, names }) => [right, ...names]) }).toEqual({
      level,
      rights,
    });
  });

  test.runIf(process.env.TEST_POSTGRES_URL === undefined)('one table to maintain', async () => {
    const session = await roles.makeRole('beyond_maintains', 'grant maintain on sales.orders to $role');
    expect((await checkRole(session)).rights).toEqual([
      { right: 'maintain_tables', level: 'writes', names: ['sales.orders'] },
    ]);
  });

  test('the owner of the database is a member of pg_database_owner', async () => {
    const session = await roles.makeRole('beyond_owner', 'grant usage on schema sales to pg_database_owner');
    const former = (await roles.admin.run(
      `select pg_get_userbyid(datdba) as name from pg_database where datname = '${DATABASE}'`,
    )) as { name: string }[];
    await roles.admin.run(`alter database ${DATABASE} owner to beyond_owner`);
    try {
      expect((await checkRole(session)).rights.map(({ right, names }) => [right, ...names])).toEqual([
        ['change_objects', `database ${DATABASE}`],
        ['create_schemas', DATABASE],
        ['create_tables', 'public'],
        ['run_as_owner', 'sales.tidy'],
      ]);
    } finally {
      await roles.admin.run(`alter database ${DATABASE} owner to "${former[0]?.name}"`);
      await roles.admin.run('revoke usage on schema sales from pg_database_owner');
    }
  });
});

describe('what a membership gives', () => {
  const through = async (name: string, ...memberships: string[]) => {
    const session = await roles.makeRole(
      `beyond_${name}`,
      'create role $role_end createdb; grant delete on sales.orders to $role_end',
      'create role $role_middle',
      ...memberships,
    );
    return (await checkRole(session)).rights.map(({ right }) => right);
  };

  test('to be switched to, not inherited: its rights and its attributes', async () => {
    const given = 'grant $role_end to $role with inherit false, set true, admin false';
    expect(await through('switches', given)).toEqual(['write_tables', 'create_databases']);
  });

  test('inherited, not to be switched to: its rights without its attributes', async () => {
    const given = 'grant $role_end to $role with inherit true, set false, admin false';
    expect(await through('inherits', given)).toEqual(['write_tables']);
  });

  test('neither: nothing', async () => {
    const given = 'grant $role_end to $role with inherit false, set false, admin false';
    expect(await through('neither', given)).toEqual([]);
  });

  test('to be given to oneself: everything, and handing on', async () => {
    const given = 'grant $role_end to $role with inherit false, set false, admin true';
    expect(await through('gives', given)).toEqual(['grant_rights', 'write_tables', 'create_databases']);
  });

  test('inherited from one that could switch further: nothing of what lies there', async () => {
    const rights = await through(
      'half_way',
      'grant $role_middle to $role with inherit true, set false, admin false',
      'grant $role_end to $role_middle with inherit false, set true, admin false',
    );
    expect(rights).toEqual([]);
  });
});
