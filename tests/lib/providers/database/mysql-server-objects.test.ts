import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mySqlAdmin, type SqlAdmin } from './support/admins';
import { answer, call, subjectOn } from './support/subjects';

/** What looks like the server's own, or like a plain table, and runs or changes something when it is read. */
describe.each(['mariadb', 'mysql'] as const)('reading %s', (name) => {
  const DATABASE = 'server_objects';
  const subject = subjectOn(name, DATABASE);
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, DATABASE);
    for (const sql of [
      'create table one (x int) engine=myisam',
      'create table two (x int) engine=myisam',
      'create table both_of_them (x int) engine=merge union=(one, two)',
      'create table in_memory (x int) engine=memory',
      'create table as_text (x int not null) engine=csv',
      'create table in_parts (x int) engine=innodb partition by hash (x) partitions 2',
      'create view major as select sys.version_major() as version',
      'create view majors as select version from major',
      'create view resets as select * from information_schema.innodb_cmp_reset',
    ])
      await admin.run(sql);
    session = subject.open();
  }, 60_000);
  afterAll(async () => {
    await session.close();
    await admin.run(`drop database ${DATABASE}`);
    await admin.close();
  });

  const query = (sql: string, on = session) => call(on, 'query', { query: sql });

  test.each(['one', 'both_of_them', 'in_memory', 'as_text', 'in_parts'])(
    'runs: a table of its own engines: %s',
    async (table) => {
      expect(await query(`select * from ${table}`)).toMatchObject({ ok: true });
    },
  );

  test('every view of sys is read', { timeout: 60_000 }, async () => {
    const views = (await admin.run(
      "select table_name as name from information_schema.views where table_schema = 'sys'",
    )) as { name: string }[];
    expect(views.length).toBeGreaterThan(50);
    const failed: unknown[] = [];
    for (const view of views) {
      const outcome = await query(`explain select * from sys.\`${view.name}\` limit 1`);
      if (!outcome.ok) failed.push([view.name, outcome]);
    }
    expect(failed).toEqual([]);
  });

  test.each([
    'select * from information_schema.innodb_cmp_reset',
    'select * from INFORMATION_SCHEMA.`INNODB_CMP_RESET`',
    'select * from `information_schema` . innodb_cmpmem_reset',
    'select * from information_schema.INNODB_CMP_PER_INDEX_RESET r',
    'select * from resets',
  ])('refuses what sets counters of the server to zero: %s', async (sql) => {
    expect(await query(sql)).toMatchObject({ ok: false, reason: expect.stringContaining('may not be read here') });
  });

  test("refuses a function of sys that a user put in the place of the server's own", async () => {
    const [before] = (await admin.run('show create function sys.version_major')) as Record<string, string>[];
    const original = before?.['Create Function'] ?? '';
    const [mode] = (await admin.run('select @@sql_mode as mode')) as { mode: string }[];
    for (const sql of ['select sys.version_major()', 'select * from majors'])
      expect(await query(sql)).toMatchObject({ ok: true });
    await admin.run('drop function sys.version_major');
    await admin.run('create function sys.version_major() returns int no sql return 99');
    try {
      for (const sql of [
        'select sys.version_major()',
        'select `SYS`.`Version_Major`()',
        'select * from major',
        'select * from majors',
        // Functions of sys call each other, so one that was replaced makes all of them doubtful.
        'select sys.version_minor()',
      ])
        expect(await query(sql), sql).toMatchObject({ ok: false, reason: expect.stringContaining('version_major') });
      const chosen = subject.open({ allowed_functions: ['sys.version_major'] });
      expect(await answer(chosen, 'query', { query: 'select sys.version_major()' })).toMatchObject({ row_count: 1 });
      await chosen.close();
    } finally {
      await admin.run('drop function sys.version_major');
      await admin.run(`set sql_mode = ''; use sys`); // its text names no schema
      await admin.run(original);
      await admin.run(`use ${DATABASE}`);
      await admin.run(`set sql_mode = '${mode?.mode ?? ''}'`);
    }
  });

  if (name === 'mariadb')
    test('refuses a view that calls a function under a name of another server', async () => {
      await admin.run(`create function regexp_like(a text, b text) returns int deterministic return get_lock('canary', 0);
      create view shadowed as select regexp_like('a', 'b') as matches; create view around as select * from shadowed`);
      for (const sql of ['select * from shadowed', 'select * from around'])
        expect(await query(sql)).toMatchObject({ ok: false, reason: expect.stringContaining('regexp_like') });
    });

  test('refuses a view that a user put into sys', async () => {
    await admin.run("create view sys.planted as select get_lock('canary', 0) as taken");
    try {
      expect(await query('select * from sys.planted')).toMatchObject({ ok: false });
    } finally {
      await admin.run('drop view sys.planted');
    }
  });

  if (name === 'mysql')
    test('refuses a table of an engine that is not known to keep rows on the server', async () => {
      await admin.run(
        'create table nowhere (x int) engine=blackhole; create view from_nowhere as select x from nowhere',
      );
      for (const sql of ['select * from nowhere', 'select * from from_nowhere'])
        expect(await query(sql)).toMatchObject({ ok: false, reason: expect.stringContaining('BLACKHOLE') });
    });
});
