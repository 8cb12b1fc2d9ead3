import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { askRole } from '@/lib/providers/database/role';
import { mySqlAdmin, type SqlAdmin } from './support/admins';
import { checkRole } from './support/check-role';
import { answer, call, subjectOn } from './support/subjects';

const DATABASE = 'role_shop';
const PASSWORD = 'of the tests alone';
const signal = AbortSignal.timeout(120_000);

const SHOP = [
  'create table orders (id int primary key, total int)',
  'create table customers (id int, name varchar(20))',
  'create view totals as select sum(total) as total from orders',
  'create procedure tidy() delete from orders',
  'insert into orders values (1, 10)',
  'drop database if exists role_xshop; create database role_xshop; create table role_xshop.secrets (id int)',
];

describe.each(['mysql', 'mariadb'] as const)('%s', (server) => {
  const subject = subjectOn(server, DATABASE);
  let admin: SqlAdmin;
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, DATABASE);
    await removeUsers();
    for (const sql of SHOP) await admin.run(sql);
  });
  afterAll(async () => {
    await removeUsers();
    await admin.run('drop database role_xshop');
    await admin.close();
  });

  async function removeUsers() {
    const rows = (await admin.run(
      "select user as name, host as host from mysql.user where user like 'role\\_%' or user like 'patchbay\\_reader%'",
    )) as { name: string; host: string }[];
    for (const { name, host } of rows)
      await admin.run(host === '' ? `drop role \`${name}\`` : `drop user \`${name}\`@'${host}'`);
  }

  /** Named after what it is, with what the statements add to it. */
  let count = 0;
  async function makeUser(...statements: string[]): Promise<DatabaseSession> {
    const name = `role_user_${++count}`;
    await admin.run(`create user ${name}@'%' identified by '${PASSWORD}'`);
    await admin.run(`grant select on ${DATABASE}.* to ${name}@'%'`);
    for (const statement of statements) await admin.run(statement.replaceAll('$user', `${name}@'%'`));
    return subject.open({ username: name, password: PASSWORD });
  }

  const rightsOf = ({ level, rights }: DatabaseRole) => ({ level, rights: rights.map(({ right }) => right) });

  test.each<[what: string, statements: string[], level: string, rights: string[], only?: string]>([
    ['reading', [], 'reads', []],
    ['reading and seeing views', [`grant show view on ${DATABASE}.* to $user`], 'reads', []],
    ['reading everything', ['grant select, show databases, replication client on *.* to $user'], 'reads', []],
    ['everything', ['grant all on *.* to $user'], 'dangerous', ['superuser']],
    ['SUPER', ['grant super on *.* to $user'], 'dangerous', ['superuser']],
    ['FILE', ['grant file on *.* to $user'], 'dangerous', ['read_files', 'write_files']],
    ['PROCESS', ['grant process on *.* to $user'], 'dangerous', ['see_sessions']],
    ['SHUTDOWN', ['grant shutdown on *.* to $user'], 'dangerous', ['change_server']],
    ['RELOAD', ['grant reload on *.* to $user'], 'dangerous', ['change_server']],
    ['CREATE USER', ['grant create user on *.* to $user'], 'dangerous', ['create_roles']],
    ['replication', ['grant replication slave on *.* to $user'], 'dangerous', ['replicate']],
    ['settings', ['grant system_variables_admin on *.* to $user'], 'dangerous', ['change_server'], 'mysql'],
    ['settings', ['grant read_only admin on *.* to $user'], 'dangerous', ['change_server'], 'mariadb'],
    ['ending sessions', ['grant connection_admin on *.* to $user'], 'dangerous', ['signal_sessions'], 'mysql'],
    ['ending sessions', ['grant connection admin on *.* to $user'], 'dangerous', ['signal_sessions'], 'mariadb'],
    ['handing on', [`grant select on ${DATABASE}.* to $user with grant option`], 'dangerous', ['grant_rights']],
    ['the rows of users', ['grant insert on mysql.* to $user'], 'dangerous', ['create_roles', 'write_tables']],
    ['all that begins as they do', ['grant insert on `my%`.* to $user'], 'dangerous', ['create_roles', 'write_tables']],
    ['every schema by a pattern', ['grant delete on `%`.* to $user'], 'dangerous', ['create_roles', 'write_tables']],
    [
      'a table of the rows of users',
      ['grant update on mysql.tables_priv to $user'],
      'dangerous',
      ['create_roles', 'write_tables'],
    ],
    ['writing everything', ['grant insert on *.* to $user'], 'dangerous', ['create_roles', 'write_all_data']],
    ['writing', [`grant insert, update, delete on ${DATABASE}.* to $user`], 'writes', ['write_tables']],
    ['writing one table', [`grant insert on ${DATABASE}.orders to $user`], 'writes', ['write_tables']],
    ['writing one column', [`grant update (total, id) on ${DATABASE}.orders to $user`], 'writes', ['write_tables']],
    ['tables', [`grant create, drop, alter on ${DATABASE}.* to $user`], 'writes', ['change_tables']],
    ['triggers', [`grant trigger on ${DATABASE}.orders to $user`], 'writes', ['change_tables']],
    ['a procedure', [`grant execute on procedure ${DATABASE}.tidy to $user`], 'writes', ['run_routines']],
    ['locks', [`grant lock tables on ${DATABASE}.* to $user`], 'writes', ['lock_tables']],
    [
      'a database',
      [`grant all on ${DATABASE}.* to $user`],
      'writes',
      ['write_tables', 'change_tables', 'run_routines', 'lock_tables'],
    ],
  ])('tells what a user may do: %s', async (_, statements, level, rights, only = server) => {
    if (only !== server) return;
    expect(rightsOf(await checkRole(await makeUser(...statements)))).toEqual({ level, rights });
  });

  test('a right is shown with where it comes from', async () => {
    const user = await makeUser(
      `grant insert on ${DATABASE}.orders to $user`,
      `grant delete on \`role\\_xshop\`.* to $user`,
    );
    expect((await checkRole(user)).rights).toEqual([
      { right: 'write_tables', level: 'writes', names: expect.arrayContaining([`${DATABASE}.orders`, 'role_xshop.*']) },
    ]);
  });

  test.each([
    ['that is off', ''],
    [
      'that is on from the start',
      server === 'mysql' ? 'alter user $user default role role_outer' : 'set default role role_outer for $user',
    ],
  ])('what a role of a role gives counts: one %s', async (_, setDefault) => {
    await admin.run('create role role_outer; create role role_inner');
    try {
      const user = await makeUser(
        'grant file on *.* to role_inner',
        `grant delete on ${DATABASE}.orders to role_inner`,
        'grant role_inner to role_outer',
        'grant role_outer to $user',
        ...(setDefault ? [setDefault] : []),
      );
      const { level, rights } = await checkRole(user);
      expect([level, rights.map(({ right }) => right)]).toEqual([
        'dangerous',
        ['read_files', 'write_files', 'write_tables'],
      ]);
    } finally {
      await admin.run('drop role role_outer; drop role role_inner');
    }
  });

  test('a role of the provider of a hosted server is told by its name', async () => {
    await admin.run('create role rds_superuser_role');
    try {
      const { level, rights } = await checkRole(await makeUser('grant rds_superuser_role to $user'));
      expect([level, rights[0]]).toEqual([
        'dangerous',
        { right: 'provider_admin', level: 'dangerous', names: ['rds_superuser_role'] },
      ]);
    } finally {
      await admin.run('drop role rds_superuser_role');
    }
  });

  test('the connection serves calls as before, as the same role', async () => {
    await admin.run(`create role role_more; grant select on role_xshop.* to role_more`);
    try {
      const user = await makeUser('grant role_more to $user');
      await askRole(user, signal);
      await answer(user, 'query', { query: 'select * from orders' });
      expect(await call(user, 'query', { query: 'select * from role_xshop.secrets' })).toMatchObject({ ok: false });
      await user.close();
    } finally {
      await admin.run('drop role role_more');
    }
  });

  describe('a user that reads', () => {
    let readers = 0;
    async function create(session: DatabaseSession, name = `patchbay_reader_${++readers}`, password = `pass ${name}`) {
      if (!session.createReader) throw new Error('MySQL has readers.');
      await session.createReader({ name, password }, signal);
      return { name, session: subject.open({ username: name, password }) };
    }
    const exists = async (name: string) =>
      (await admin.run(`select 1 from mysql.user where user = '${name}'`)).length === 1;

    test('is created by an administrator: it reads the database, later tables too, and may do nothing else', async () => {
      const owner = subject.open();
      expect((await askRole(owner, signal))?.reader).toMatchObject({ can_create: true, schemas: null });
      const { session } = await create(owner);
      await admin.run('create table later (id int)');
      for (const table of ['orders', 'totals', 'later'])
        await answer(session, 'query', { query: `select * from ${table}` });
      expect(await call(session, 'query', { query: 'select * from role_xshop.secrets' })).toMatchObject({ ok: false });
      expect(await askRole(session, signal)).toEqual({ level: 'reads', rights: [], untried: [], reader: null });
      await admin.run('drop table later');
      await Promise.all([owner.close(), session.close()]);
    });

    test('is created by one who may create users and hand on what they read', async () => {
      const maker = await makeUser(
        'grant create user on *.* to $user',
        `grant select, show view on \`role\\_shop\`.* to $user with grant option`,
      );
      expect((await askRole(maker, signal))?.reader?.can_create).toBe(true);
      const { session } = await create(maker);
      await answer(session, 'query', { query: 'select * from totals' });
      await Promise.all([maker.close(), session.close()]);
    });

    test('asked for twice under one name, it is one user with the later password', async () => {
      const owner = subject.open();
      const { name, session } = await create(owner);
      await session.close();
      const later = await create(owner, name, 'the later one');
      await later.session.test(signal);
      await expect(subject.open({ username: name, password: `pass ${name}` }).test(signal)).rejects.toThrow();
      await Promise.all([owner.close(), later.session.close()]);
    });

    test('one who may not create it is told so, gets the SQL, and nothing is left on the server', async () => {
      const clerk = await makeUser(`grant insert on ${DATABASE}.orders to $user`);
      const reader = (await askRole(clerk, signal))?.reader;
      expect(reader?.can_create).toBe(false);
      await expect(create(clerk, 'patchbay_reader_not')).rejects.toMatchObject({ code: 'provider_rejected' });
      expect(await exists('patchbay_reader_not')).toBe(false);
      await admin.run((reader?.sql ?? '').replace('<password>', PASSWORD));
      const session = subject.open({ username: 'patchbay_reader', password: PASSWORD });
      expect((await askRole(session, signal))?.level).toBe('reads');
      await answer(session, 'query', { query: 'select * from totals' });
      await Promise.all([clerk.close(), session.close()]);
    });

    test('one that the server does not let in is dropped again', async () => {
      const owner = subject.open();
      const name = 'patchbay_reader_out';
      await admin.run(`create user ${name}@'127.0.0.1' identified by 'another'`); // closer than '%', so it is asked first
      await expect(create(owner, name)).rejects.toMatchObject({
        message: 'The role was created, but the server did not let it sign in, so it was dropped again.',
      });
      await admin.run(`drop user ${name}@'127.0.0.1'`);
      expect(await exists(name)).toBe(false);
      await owner.close();
    });
  });
});
