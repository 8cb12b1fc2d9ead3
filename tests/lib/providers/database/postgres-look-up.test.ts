import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { postgresAdmin, type SqlAdmin } from './support/admins';
import { layBait, MARK } from './support/canary';
import { answer, call, subjectOn } from './support/subjects';

const bait = layBait();

/** A function whose run shows in a file, whatever transaction it runs in. The planner may run it. */
const trap = (signature: string, returns: string, result: string) =>
  `create function ${signature} returns ${returns} language plpgsql immutable as
     $$ begin perform public.trap(); return ${result}; end $$;`;

const SETUP = `
  create function trap() returns int language plpgsql as
    $$ begin copy (select 1) to '${bait.out}'; return 1; end $$;
  create function harmless(int) returns int language plpgsql immutable as $$ begin return $1; end $$;
  create table plain (id int primary key, note text);
  insert into plain values (1, 'one'), (2, 'two');`;

const DATABASE = 'look_up';
const subject = subjectOn('postgres', DATABASE);
let admin: SqlAdmin;
let session: DatabaseSession;

beforeEach(async () => {
  bait.empty();
  admin = await postgresAdmin(subject.server, DATABASE);
  await admin.run(SETUP);
  session = subject.open();
});
afterEach(async () => {
  await session.close();
  await admin.close();
});
afterAll(() => bait.remove());

const query = (sql: string) => call(session, 'query', { query: sql });

describe('statements of our own run nothing that users made under names of the server', () => {
  test.each<[why: string, setup: string, tool: string, input: JsonObject]>([
    [
      'an operator, while a view is looked up',
      `${trap('join_texts(text, regclass)', 'text', "'x'")}
       create operator public.|| (leftarg = text, rightarg = regclass, function = join_texts);
       create view doubled as select id * 2 as id from plain;`,
      'query',
      { query: 'select * from doubled' },
    ],
    ['a function, while tables are searched', trap('public.lower(name)', 'text', "'x'"), 'schema', { search: 'plain' }],
    [
      'an operator, while tables are listed',
      `${trap('differs(name, name)', 'boolean', 'true')}
       create operator public.!~ (leftarg = name, rightarg = name, function = differs);`,
      'schema',
      {},
    ],
    [
      'functions, while a table is described',
      `${trap('public.generate_series(int, smallint)', 'int', '1')}
       ${trap('public.pg_get_indexdef(oid, smallint, boolean)', 'text', "'x'")}`,
      'schema',
      { table: 'plain' },
    ],
    [
      'a function, while the type of a column is named',
      `${trap('public.format_type(oid, text)', 'text', "'x'")} create type mood as enum ('good', 'bad');`,
      'query',
      { query: "select 'good'::mood" },
    ],
    [
      'functions of a schema that stands before that of the server, while the session is made',
      `create schema evil; ${trap('evil.set_config(text, text, boolean)', 'text', "'x'")}
       ${trap('evil.current_setting(text)', 'text', "'180000'")} ${trap('evil.int4ge(int, int)', 'boolean', 'true')}
       create operator evil.>= (leftarg = int, rightarg = int, function = evil.int4ge);
       ${trap('evil.name_equal(name, name)', 'boolean', 'true')}
       create operator evil.= (leftarg = name, rightarg = name, function = evil.name_equal);
       ${trap('evil.int4div(int, int)', 'int', '0')} ${trap('evil.current_schemas(boolean)', 'name[]', "'{}'")}
       alter database ${DATABASE} set search_path = evil, "PG_CATALOG" , public, pg_catalog;`,
      'query',
      { query: 'select note from plain' },
    ],
  ])('%s', async (_, setup, tool, input) => {
    await admin.run(setup);
    await call(session, tool, input);
    expect(bait.wasWritten()).toBe(false);
    await call(session, 'schema', {});
    await call(session, 'query', { query: 'select count(*) from plain where id = 1' });
    expect(bait.wasWritten()).toBe(false);
  });

  test('a schema of a user that stands before that of the server is still searched for tables', async () => {
    await admin.run('create schema own; create table own.kept as select 7 as n');
    await admin.run(`alter database ${DATABASE} set search_path = own, pg_catalog`);
    expect(await answer(session, 'query', { query: 'select n from kept' })).toMatchObject({ rows: [[7]] });
  });
});

describe('what the planner runs is looked at', () => {
  const NUMBER = `${trap('number(int)', 'int', '$1')}`;
  const WHERE = 'select * from t where id = 3';

  test.each<[why: string, setup: string, query: string]>([
    ['a constant part of an index', `${NUMBER} create table t (id int); create index on t ((id + number(1)))`, WHERE],
    [
      'a condition of an index',
      `${NUMBER} create table t (id int); create index on t (id) where id > number(1)`,
      WHERE,
    ],
    [
      'a check of a child',
      `${NUMBER} create table t (id int); create table child (check (id > number(1))) inherits (t)`,
      WHERE,
    ],
    [
      'a statistic',
      `${NUMBER} create table t (id int, b int); create statistics s on (id + number(1)), b from t;
       insert into t select n, n from generate_series(1, 500) n; analyze t`,
      WHERE,
    ],
    [
      'an index by a function in SQL that calls another',
      `${NUMBER} create function wraps(int) returns int language sql immutable as 'select $1 + public.number(1)';
       create table t (id int); create index on t (wraps(id))`,
      WHERE,
    ],
    [
      'an index by a function in standard SQL that calls another',
      `${NUMBER} create function wraps(int) returns int language sql immutable return $1 + number(1);
       create table t (id int); create index on t (wraps(id))`,
      WHERE,
    ],
    [
      'a constant part of the key of partitions',
      `${NUMBER} create table t (id int) partition by list ((id + number(1)));
       create table part partition of t for values in (4)`,
      WHERE,
    ],
    [
      'a constant part of the key of partitions, of which one is read',
      `${NUMBER} create table t (id int) partition by list ((id + number(1)));
       create table part partition of t for values in (4);
       alter database ${DATABASE} set constraint_exclusion = on`,
      'select * from part where id = 3',
    ],
  ])('%s', async (_, setup, sql) => {
    await admin.run(setup);
    bait.empty();
    expect(await query(sql)).toMatchObject({ ok: false, reason: expect.stringContaining('not allowed here') });
    expect(bait.wasWritten()).toBe(false);
  });

  test.each([
    ['an index by a function of a user over a column', 'create index on plain (harmless(id))'],
    [
      'an index by a function in SQL',
      "create function shout(text) returns text language sql immutable as 'select upper($1)'; create index on plain (shout(note))",
    ],
    [
      'a partial index and a check',
      "create index on plain (id) where note <> ''; alter table plain add check (id > 0)",
    ],
    ['a statistic', 'create statistics s on (id % 7), note from plain'],
    ['an enumeration', "create type mood as enum ('good', 'bad'); alter table plain add mood mood default 'good'"],
    ['a default by a function of a user', 'alter table plain add n int default harmless(3)'],
    [
      'a trigger',
      "create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on plain for each row execute function f()",
    ],
    [
      'partitions',
      'create table parts (id int, note text) partition by range (id); create table p1 partition of parts for values from (0) to (9)',
    ],
  ])('a table may have %s', async (_, setup) => {
    await admin.run(setup);
    await answer(session, 'query', { query: 'select * from plain where id = 1' });
    if (setup.includes('parts')) await answer(session, 'query', { query: 'select count(*) from parts where id = 1' });
    expect(bait.wasWritten()).toBe(false);
  });
});

describe('what a statement runs without naming it is looked at', () => {
  const castToText = (type: string) => `${trap(`as_text(${type})`, 'text', "'x'")}
    create cast (${type} as text) with function as_text(${type}) as implicit;`;
  const MOODS = "create type mood as enum ('good'); create table moods (m mood); insert into moods values ('good');";
  const compare = (type: string) => `${trap(`compare(${type}, ${type})`, 'int', '0')}
    ${['<', '<=', '=', '>=', '>']
      .map(
        (name, at) => `${trap(`compare${at}(${type}, ${type})`, 'boolean', 'true')}
        create operator public.${name} (leftarg = ${type}, rightarg = ${type}, function = compare${at});`,
      )
      .join('\n')}
    create operator class compared default for type ${type} using btree as operator 1 public.<, operator 2 public.<=,
      operator 3 public.=, operator 4 public.>=, operator 5 public.>, function 1 compare(${type}, ${type});`;

  test.each<[why: string, setup: string, query: string]>([
    ['a cast of the rows of a table', castToText('plain'), 'select p::text from plain p'],
    ['a cast of the rows of a table that nothing asks for', castToText('plain'), 'select upper(p) from plain p'],
    ['a cast of arrays of rows', castToText('plain[]'), 'select array_agg(p)::text from plain p'],
    [
      'a cast of the rows of a table behind a view',
      `${castToText('plain')} create view v as select p from plain p`,
      'select p::text from v',
    ],
    ['a cast of arrays of an enumeration', `${MOODS} ${castToText('mood[]')}`, 'select array_agg(m)::text from moods'],
    [
      'a cast of multiranges',
      `create type span as range (subtype = int); create table spans (s span); insert into spans values ('[1,2)');
       ${castToText('multispan')}`.replaceAll('multispan', 'span_multirange'),
      'select range_agg(s)::text from spans',
    ],
    [
      'a cast between types of the server, where no name stands',
      `${trap('is_true(numeric)', 'boolean', 'true')} create cast (numeric as boolean) with function is_true(numeric) as implicit`,
      'select 1 where 2.5',
    ],
    [
      'an order of a type of the server that has none',
      `${compare('json')} create table docs (d json); insert into docs values ('1'), ('2')`,
      'select distinct d from docs',
    ],
    [
      'an order of an enumeration',
      `${MOODS} insert into moods values ('good'); ${compare('mood')}`,
      'select m from moods order by m',
    ],
    [
      'an order of an index',
      `${trap('compare(int, int)', 'int', '$1 - $2')}
       create operator class compared for type int using btree as operator 1 <, operator 2 <=, operator 3 =,
         operator 4 >=, operator 5 >, function 1 compare(int, int);
       create table t (id int); insert into t select generate_series(1, 2000); create index on t (id compared); analyze t`,
      'select * from t where id = 3',
    ],
    [
      'hashes of partitions',
      `${trap('hash(int, bigint)', 'bigint', '0')}
       create operator class hashed for type int using hash as operator 1 =, function 2 hash(int, bigint);
       create table parts (id int) partition by hash (id hashed);
       create table part partition of parts for values with (modulus 2, remainder 0)`,
      'select * from parts where id = 1',
    ],
    [
      'a check of a domain that bounds of a range are converted to',
      `${trap('fits(int)', 'boolean', 'true')} create domain small as int check (fits(value));
       create type span as range (subtype = small)`,
      'select span(1, 2)',
    ],
    [
      'a check of a domain under a multirange',
      `${trap('fits(int)', 'boolean', 'true')} create domain small as int check (fits(value));
       create type span as range (subtype = small)`,
      'select span_multirange(span(1, 2))',
    ],
  ])('%s', async (_, setup, sql) => {
    await admin.run(setup);
    bait.empty();
    expect(await query(sql)).toMatchObject({ ok: false, reason: expect.stringContaining('not allowed here') });
    expect(bait.wasWritten()).toBe(false);
  });

  test.each([
    [
      'a trigram index',
      'create extension pg_trgm; create index on plain using gin (note gin_trgm_ops)',
      'select * from plain where id = 1',
    ],
    ['rows as text', 'select 1', 'select p::text from plain p'],
    ['setting', 'select 1', 'show search_path'],
  ])('what runs nothing of a user is answered: %s', async (_, setup, sql) => {
    await admin.run(setup);
    await answer(session, 'query', { query: sql });
  });

  test('comments without an end in sight are refused before they hold up other calls', async () => {
    for (const comments of ['/**/'.repeat(24_000), `${'/*'.repeat(24_000)}${'*/'.repeat(24_000)}`]) {
      const startedAt = performance.now();
      expect(await query(`select ${comments} 1`)).toMatchObject({ reason: expect.stringContaining('comments') });
      expect(performance.now() - startedAt).toBeLessThan(1000);
    }
    await answer(session, 'query', { query: `select ${'/* a word */ '.repeat(5000)} 1` });
    await answer(session, 'query', { query: `select /${'*'.repeat(50_000)}/ 1` });
  });
});

describe('an extension vouches for what a superuser made for it', () => {
  test('not for a function that its owner added', async () => {
    await admin.run(`create extension seg; ${trap('added(int)', 'int', '$1')}
      create role look_up_owner; alter function added owner to look_up_owner; alter extension seg add function added(int)`);
    bait.empty();
    try {
      expect(await query('select added(1)')).toMatchObject({
        reason: expect.stringContaining('added is not allowed here'),
      });
      expect(bait.wasWritten()).toBe(false);
    } finally {
      await admin.run('drop function added cascade; drop role look_up_owner').catch(() => {});
      await admin.run('drop extension seg cascade; drop role if exists look_up_owner');
    }
  });

  test('not for what its functions in SQL find on the search path', async () => {
    await admin.run(`create extension cube; create extension earthdistance;
      create function around() returns float8 language sql immutable as 'select earth() * 2'; alter extension earthdistance add function around();
      create schema first; alter database ${DATABASE} set search_path = first, public;`);
    expect(await answer(session, 'query', { query: 'select around() > 12000000' })).toMatchObject({ rows: [[true]] });
    expect(await answer(session, 'query', { query: 'select latitude(ll_to_earth(0, 0))' })).toMatchObject({
      rows: [[0]],
    });
    await admin.run(trap('first.earth()', 'float8', '1'));
    bait.empty();
    expect(await query('select around()')).toMatchObject({
      reason: expect.stringContaining('first.earth is not allowed here'),
    });
    expect(bait.wasWritten()).toBe(false);
  });
});

test('a column of a domain is read, however the server plans our look at its check', async () => {
  await admin.run(`create table before (n int check (n > 0)); create domain short as text check (length(value) < 9);
    create table t (word short); insert into t values ('word'); alter database ${DATABASE} set enable_indexscan = off;
    alter database ${DATABASE} set enable_bitmapscan = off; alter database ${DATABASE} set enable_indexonlyscan = off`);
  expect(await answer(session, 'query', { query: 'select word from t' })).toMatchObject({ rows: [['word']] });
});

test('what the server samples of hidden columns is hidden, and its other statistics are read', async () => {
  const statistics = "select tablename, attname, n_distinct from pg_stats where tablename = 'plain'";
  await admin.run('analyze plain');
  expect((await answer(session, 'query', { query: statistics })).rows).not.toEqual([]);
  await admin.run(`create foreign data wrapper of_samples; create view samples as select histogram_bounds::text from pg_stats;
    create server s1 foreign data wrapper of_samples; create server s2 foreign data wrapper of_samples;
    create user mapping for current_user server s1 options (password '${MARK}');
    create user mapping for current_user server s2 options (password '${MARK}2');
    create role sampled login password 'of the tests alone'; grant select on plain to sampled; analyze`);
  const shown = await admin.run("select 1 from pg_stats where tablename = 'pg_user_mapping' and attname = 'umoptions'");
  expect(shown).not.toEqual([]);
  for (const query of [
    "select * from pg_stats where tablename = 'pg_user_mapping'",
    statistics,
    'select * from samples',
    'select stavalues1::text from pg_statistic',
  ]) {
    const outcome = await call(session, 'query', { query });
    expect(JSON.stringify(outcome), query).not.toContain(MARK);
    expect(outcome, query).toMatchObject({ ok: false, reason: expect.stringContaining('may not be read here') });
  }
  const writer = subject.open({ allow_writes: true });
  for (const name of ['pg_stats', 'pg_statistic'])
    expect(await call(writer, 'write', { query: `create table copied as select * from ${name}` })).toMatchObject({
      ok: false,
    });
  await writer.close();
  const plain = subject.open({ username: 'sampled', password: 'of the tests alone' });
  expect((await answer(plain, 'query', { query: statistics })).rows).not.toEqual([]);
  await plain.close();
  await admin.run(`drop view samples; drop server s1 cascade; drop server s2 cascade;
    drop foreign data wrapper of_samples; drop owned by sampled; drop role sampled; analyze`);
});

test('what the server keeps outside of a row because it is long is not read past the row', async () => {
  // Random text, because what packs well stays in the row.
  const long = `(select string_agg(md5(random()::text), '') from generate_series(1, 400))`;
  const READER = 'look_up_reader';
  await admin.run(`create foreign data wrapper of_toast; create server far foreign data wrapper of_toast;
    do $$ begin execute format('create user mapping for current_user server far options (password %L)', '${MARK}' || ${long}); end $$;
    create role ${READER} login password 'of the tests alone'; grant pg_read_all_data to ${READER};
    create table hidden (note text); alter table hidden enable row level security;
    insert into hidden select '${MARK}' || ${long};`);
  const [toast] = (await admin.run(`select t.relname as name from pg_class c join pg_class t on t.oid = c.reltoastrelid
    where c.oid = 'hidden'::regclass`)) as { name: string }[];
  const ofHidden = toast?.name ?? '';
  await admin.run(`create view kept as select chunk_data from pg_toast.${ofHidden}; grant select on kept to ${READER}`);
  const kept = await admin.run(`select from pg_toast.pg_toast_1418 union all select from pg_toast.${ofHidden}`);
  expect(kept.length).toBeGreaterThan(1);

  const reader = subject.open({ username: READER, password: 'of the tests alone' });
  for (const asking of [session, reader]) {
    for (const query of [
      'select chunk_data from pg_toast.pg_toast_1418',
      'select t from pg_toast."pg_toast_2619" t',
      `select chunk_data from pg_toast.${ofHidden}`,
      'select * from kept',
      'explain analyze select chunk_data from pg_toast.pg_toast_1418',
    ])
      expect(await call(asking, 'query', { query }), query).toMatchObject({
        ok: false,
        reason: expect.stringContaining('may not be read here'),
      });
  }
  expect((await answer(reader, 'query', { query: 'select * from hidden' })).rows).toEqual([]);
  await reader.close();
  const writer = subject.open({ allow_writes: true });
  for (const name of ['pg_toast_1418', ofHidden])
    expect(
      await call(writer, 'write', { query: `create table copied as select * from pg_toast.${name}` }),
    ).toMatchObject({ ok: false });
  await writer.close();
  await admin.run(
    `drop server far cascade; drop foreign data wrapper of_toast; drop owned by ${READER}; drop role ${READER}`,
  );
});

describe('a policy runs only while row security is on, whatever else is set', () => {
  const ROLE = 'look_up_plain';
  const PASSWORD = 'of the tests alone';
  beforeEach(() =>
    admin.run(`alter function trap() security definer; create policy p on plain using (trap() = 1);
      create role ${ROLE} login password '${PASSWORD}'; grant select on plain to ${ROLE}`),
  );
  afterEach(() => admin.run(`drop owned by ${ROLE}; drop role ${ROLE}`));

  test.each<[why: string, setup: string, isOn: boolean]>([
    ['a policy alone', 'select 1', false],
    ['one that is forced', 'alter table plain force row level security', false],
    [
      'one that is forced on the owner',
      `alter table plain force row level security; alter table plain owner to ${ROLE}`,
      false,
    ],
    ['a role that asks for row security', `alter role ${ROLE} set row_security = on`, false],
    ['row security', 'alter table plain enable row level security', true],
    [
      'row security, for a role that asks for none',
      `alter table plain enable row level security; alter role ${ROLE} set row_security = off`,
      true,
    ],
    [
      'row security, forced on the owner',
      `alter table plain enable row level security; alter table plain force row level security; alter table plain owner to ${ROLE}`,
      true,
    ],
  ])('%s', async (_, setup, isOn) => {
    await admin.run(setup);
    const plain = subject.open({ username: ROLE, password: PASSWORD });
    const outcome = await call(plain, 'query', { query: 'select count(*) from plain' }).finally(() => plain.close());
    expect(outcome).toMatchObject(
      isOn ? { ok: false, reason: expect.stringContaining('not allowed here') } : { ok: true },
    );
    expect(bait.wasWritten()).toBe(false);
  });
});

describe('nothing that was seen before is believed', () => {
  const WITH_TRAP = "as 'select public.trap()'";

  test.each<[why: string, before: string, query: string, change: string]>([
    [
      'a table that gives way to a view',
      'create table t (id int)',
      'select * from t',
      'drop table t; create view t as select trap() as id',
    ],
    [
      'a view that is replaced',
      'create view v as select id from plain',
      'select * from v',
      'create or replace view v as select trap() as id',
    ],
    [
      'a view under a view that is replaced',
      'create view v as select id from plain; create view w as select * from v',
      'select * from w',
      'create or replace view v as select trap() as id',
    ],
    [
      'a new policy',
      '',
      'select * from plain',
      'create policy p on plain using (trap() = 1); alter table plain enable row level security',
    ],
    [
      'a new child that lies elsewhere',
      'create table parent (line text)',
      'select * from parent',
      `create extension file_fdw; create server files foreign data wrapper file_fdw;
       create foreign table child () inherits (parent) server files options (filename '${bait.file}')`,
    ],
    [
      'a new function of the name of one of the server',
      '',
      'select upper(id) from (select 1 as id) x',
      `create function public.upper(int) returns int language sql ${WITH_TRAP}`,
    ],
    [
      'a new function of the name of a column',
      '',
      'select p.surprise from plain p',
      `create function surprise(plain) returns int language sql ${WITH_TRAP}`,
    ],
    [
      'a new operator of the name of one of the server',
      '',
      'select note = 1 from plain',
      `create function equal(text, int) returns boolean language sql as 'select trap() = 1';
       create operator = (leftarg = text, rightarg = int, function = equal)`,
    ],
    [
      'a new cast of an enumeration',
      "create type mood as enum ('good'); create table moods (m mood)",
      'select repeat(m, 1) from moods',
      `create function mood_text(mood) returns text language sql as 'select trap()::text';
       create cast (mood as text) with function mood_text(mood) as implicit; insert into moods values ('good')`,
    ],
    [
      'a domain that is checked from now on',
      'create domain number as int',
      'select 1::number',
      'alter domain number add check (trap() = value)',
    ],
    [
      'a function of the server that is called volatile from now on',
      '',
      "select initcap('x')",
      'alter function pg_catalog.initcap(text) volatile',
    ],
    [
      'a function of an extension that is called volatile from now on',
      'create extension pg_trgm',
      "select similarity('a', 'b')",
      'alter function similarity(text, text) volatile',
    ],
    [
      'a function that left its extension',
      'create extension pg_trgm',
      "select similarity('a', 'b')",
      `alter extension pg_trgm drop function similarity(text, text);
       create or replace function similarity(text, text) returns real language sql as 'select trap()::real'`,
    ],
    [
      'a new index',
      '',
      'select * from plain where id = 1',
      `${trap('number(int)', 'int', '$1')} create index on plain ((id + number(1)))`,
    ],
  ])('%s', async (_, before, sql, change) => {
    if (before) await admin.run(before);
    const first = await query(sql);
    if (!first.ok) expect(first.reason).toMatch(/does not exist/);
    await admin.run(change);
    bait.empty();
    expect(await query(sql)).toMatchObject({ ok: false, reason: expect.stringMatching(/allowed here|reaches beyond/) });
    expect(bait.wasWritten()).toBe(false);
  });

  test('another database under the same name', async () => {
    expect(await query('select count(*) from plain')).toMatchObject({ ok: true });
    await admin.close();
    admin = await postgresAdmin(subject.server, DATABASE);
    await admin.run(SETUP.replace('create table plain', 'create table plainer').replace('into plain', 'into plainer'));
    await admin.run('create view plain as select trap() as id');
    const outcome = await query('select count(*) from plain').catch(() => query('select count(*) from plain'));
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringContaining('not allowed') });
    expect(bait.wasWritten()).toBe(false);
  });

  test('another search path of the role', async () => {
    await admin.run(`create schema evil; create function evil.surprise(int) returns int language sql ${WITH_TRAP}`);
    expect(await query('select surprise(1)')).toMatchObject({ reason: expect.stringContaining('does not exist') });
    await admin.run(`alter database ${DATABASE} set search_path = evil, public`);
    const next = subject.open();
    expect(await call(next, 'query', { query: 'select surprise(1)' })).toMatchObject({
      reason: expect.stringContaining('not allowed'),
    });
    await next.close();
  });
});

describe.each(['read committed', 'repeatable read'])(
  'what changes while a statement waits for a lock is seen before it runs, where the default is %s',
  (isolation) => {
    let other: pg.Client;
    beforeEach(async () => {
      await admin.run(`alter database ${DATABASE} set default_transaction_isolation = '${isolation}'`);
      const { host, port, user, password } = subject.server;
      other = new pg.Client({ host, port, user, password, database: DATABASE });
      await other.connect();
    });
    afterEach(() => other.end());

    const isWaiting = async () => {
      const rows = await admin.run(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
      return rows.length;
    };

    test.each<[why: string, setup: string, query: string, change: string]>([
      [
        'a view that is replaced',
        'create view v as select id from plain',
        'select * from v',
        'create or replace view v as select trap() as id',
      ],
      [
        'a view under a view that is replaced',
        'create view v as select id from plain; create view w as select * from v',
        'select * from w',
        'create or replace view v as select trap() as id',
      ],
      [
        'a view that is replaced while it is explained',
        'create view v as select id from plain; create view w as select * from v',
        'explain (analyze, costs off) select * from w',
        'create or replace view v as select trap() as id',
      ],
      [
        'a table that gives way to a view',
        '',
        'select * from plain',
        'alter table plain rename to was_plain; create view plain as select trap() as id',
      ],
      [
        'a function of the name of one of the server',
        '',
        'select upper(id) from plain',
        "lock table plain; create function public.upper(int) returns int language sql as 'select trap()'",
      ],
      [
        'a policy',
        '',
        'select * from plain',
        'create policy p on plain using (trap() = 1); alter table plain enable row level security; alter table plain force row level security',
      ],
    ])('%s', async (_, setup, sql, change) => {
      if (setup) await admin.run(setup);
      await other.query('begin');
      await other.query(change);
      const asked = query(sql);
      await expect.poll(isWaiting).toBe(1);
      await other.query('commit');
      expect(await asked).toMatchObject({ ok: false, reason: expect.stringContaining('not allowed here') });
      expect(bait.wasWritten()).toBe(false);
    });
  },
);
