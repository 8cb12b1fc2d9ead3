import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { postgresAdmin, type SqlAdmin } from './support/admins';
import { layBait, MARK } from './support/canary';
import { answer, call, loopback, subjectOn } from './support/subjects';

/**
 * What an owner may have made, in good faith or not: each leads to a function that takes a lock which outlives its
 * transaction, so that whatever ran it can be told afterwards.
 */
const TRAPS = `
  create extension dblink; create extension pg_trgm; create extension citext; create extension hstore;
  create extension tablefunc; create extension file_fdw; create extension pgcrypto; create extension unaccent;
  create extension pg_stat_statements; create extension ltree; create extension cube; create extension earthdistance;
  create table plain (id int primary key, note text);
  insert into plain values (1, 'one'), (2, 'two');
  create function trap() returns int language sql volatile as 'select 1 from (select pg_advisory_lock(4711)) x';
  create function trap(int) returns int language sql stable as 'select trap()';
  create function trap(text) returns int language plpgsql immutable as 'begin return trap(); end';
  create function trap_of(plain) returns int language sql as 'select trap()';
  create function total(plain) returns int language sql as 'select trap()';
  create function trap_equal(int, int) returns boolean language sql immutable as 'select trap() = 1';
  create operator ### (function = trap_equal, leftarg = int, rightarg = int);
  create function trap_step(int, int) returns int language sql immutable as 'select trap()';
  create aggregate trap_sum(int) (sfunc = trap_step, stype = int, initcond = '0');
  create domain trap_domain as int check (trap(value) = 1);
  create type pair as (a int, b int);
  create function trap_text(pair) returns text language sql as 'select trap()::text';
  create cast (pair as text) with function trap_text(pair) as implicit;
  create function trap_json(pair) returns json language sql as 'select to_json(trap())';
  create cast (pair as json) with function trap_json(pair);
  create type holder as (inner_one trap_domain);
  create function trap_diff(float8, float8) returns float8 language sql immutable as 'select trap()::float8';
  create type trap_range as range (subtype = float8, subtype_diff = trap_diff);
  create table pairs (p pair); insert into pairs values (row(1, 2));
  create table ranges (r trap_range);
  create view trap_view as select trap() as x;
  create view trap_view_outer as select * from trap_view;
  create view secret_view as select rolname, rolpassword from pg_authid;
  create view remote_view as select * from dblink('dbname=nowhere', 'select 1') as t(x int);
  create view cast_view as select repeat(p, 1) as x from pairs;
  create view file_view as select pg_read_file('/etc/hostname') as x;
  create table guarded (id int); insert into guarded values (1); alter table guarded enable row level security;
  alter table guarded force row level security; create policy p on guarded using (trap() = 1);
  create table virtual_one (id int, x int generated always as (trap_equal(id, id)::int) stored);
  create table parent_one (id int); create table child_one () inherits (parent_one);
  alter table child_one enable row level security; create policy p on child_one using (trap() = 1);
  create server files foreign data wrapper file_fdw;
  create foreign table hosts (line text) server files options (filename '/etc/hostname');
  create schema hidden; create function hidden.lower(text) returns int language sql as 'select trap()';
  create function hidden.trap_hidden() returns int language sql as 'select trap()';
`;

const ATTACKS: [why: string, query: string][] = [
  ['a file by functional notation', "select ('{{file}}'::text).pg_read_file"],
  ['a file by functional notation on a row', "select t.pg_read_file from unnest(array['{{file}}']) as t"],
  ['a file by functional notation, unnamed', "select unnest.pg_read_file from unnest(array['{{file}}'])"],
  ['a file by functional notation on a subquery', "select ((select '{{file}}'::text)).pg_read_file"],
  ['a file by functional notation, quoted', `select ('{{file}}'::text)."pg_read_file"`],
  ['text as SQL by functional notation', "select ('select to_tsvector(pg_read_file(''{{file}}''))'::text).ts_stat"],
  ['text as SQL', "select * from ts_stat('select to_tsvector(''simple'', pg_read_file(''{{file}}''))')"],
  ['text as SQL, rewriting', "select ts_rewrite('a'::tsquery, 'select trap()::text::tsquery, ''b''::tsquery')"],
  ['text as SQL, crossing', "select * from crosstab('select trap(), 1, 1') as t(a int, b int)"],
  ['a table as XML', "select table_to_xml('pg_authid', true, false, '')"],
  ['a database as XML', "select database_to_xml(true, false, '')"],
  ['a lock by functional notation', 'select (4711::bigint).pg_advisory_lock'],
  ['a lock as a default', 'select coalesce((select 1 from pg_advisory_lock(4711)), 2)'],
  ['a lock while sorting', 'select 1 from plain order by (select 1 from pg_advisory_lock(4711))'],
  ['a lock as a limit', 'select 1 from plain limit (select 1 from pg_try_advisory_lock(4711))'],
  ['a lock in a window', 'select count(*) over (order by (select 1 from pg_advisory_lock(4711))) from plain'],
  ['a lock in a grouping', 'select 1 from plain group by (select 1 from pg_advisory_lock(4711))'],
  ['a lock in a filter', 'select count(*) filter (where (select true from pg_advisory_lock(4711))) from plain'],
  ['a lock in a frame', 'select sum(id) over (rows (select 1 from pg_advisory_lock(4711)) preceding) from plain'],
  ['a lock as a sample', 'select 1 from plain tablesample system ((select 1 from pg_advisory_lock(4711)))'],
  ['a lock in a path', "select jsonb_path_query('1', '$', vars => (select '{}'::jsonb from pg_advisory_lock(4711)))"],
  ['a lock in XML', 'select xmlelement(name a, (select 1 from pg_advisory_lock(4711)))'],
  ['a lock in JSON', "select json_object('a': (select 1 from pg_advisory_lock(4711)))"],
  [
    'a lock in a JSON table',
    "select * from json_table((select '[1]'::jsonb from pg_advisory_lock(4711)), '$[*]' columns (a int path '$'))",
  ],
  ['a function of a user', 'select trap()'],
  ['a function of a user by its schema', 'select public.trap()'],
  ['a function of a user in another schema', 'select hidden.trap_hidden()'],
  ['a function of a user in FROM', 'select * from trap()'],
  ['a function of a user in ROWS FROM', 'select * from rows from (trap(), generate_series(1, 2)) as t'],
  ['a function of a user that says it is stable', 'select trap(1)'],
  ['a function of a user that says it is immutable', "select trap('x')"],
  ['a function of a user on a row', 'select p.trap_of from plain p'],
  ['a function of a user on a row in brackets', 'select (p).trap_of from plain p'],
  ['a function of a user on a row, named as a column could be', 'select plain.total from plain'],
  ['a function of a user named like one of the server', "select hidden.lower('X')"],
  ['an operator of a user', 'select 1 ### 1'],
  ['an operator of a user by its schema', 'select 1 operator(public.###) 1'],
  ['an operator of a user over an array', 'select 1 ### any (array[1])'],
  ['an operator of a user over a subquery', 'select 1 ### all (select 1)'],
  ['an operator of a user over rows', 'select (1, 2) operator(public.###) (1, 2)'],
  ['an aggregate of a user', 'select trap_sum(id) from plain'],
  ['an aggregate of a user as a window', 'select trap_sum(id) over () from plain'],
  ['a domain', 'select 1::trap_domain'],
  ['a domain by its schema', "select cast('1' as public.trap_domain)"],
  ['a domain as a function', 'select trap_domain(1)'],
  ['a domain within an array', "select '{1}'::trap_domain[]"],
  ['a domain within a row', "select '(1)'::holder"],
  ['a domain within JSON', 'select json_populate_record(null::holder, \'{"inner_one": 1}\')'],
  ['a domain as columns of JSON', 'select * from json_to_record(\'{"a": 1}\') as t(a trap_domain)'],
  ['a domain in a JSON table', "select * from json_table('[1]', '$[*]' columns (a trap_domain path '$'))"],
  ['a domain that JSON returns', "select json_value('1', '$' returning trap_domain)"],
  ['a domain in an XML table', "select * from xmltable('/a' passing '<a>1</a>' columns x trap_domain path '.')"],
  ['a domain by text', "select pg_input_is_valid('1', 'trap_domain')"],
  ['a domain by a text that is computed', "select pg_input_is_valid('1', 'trap' || '_domain')"],
  ['a domain by its number', "select domain_in('1', 'trap_domain'::regtype, -1)"],
  ['an array by the number of its type', "select array_in('{1}', 'trap_domain'::regtype, -1)"],
  ['a cast of a user', 'select row(1, 2)::pair::text'],
  ['a cast of a user that nobody sees', 'select repeat(p, 1) from pairs'],
  ['a cast of a user to JSON', 'select to_json(p) from pairs'],
  ['a range of a user', "select '[1,2]'::trap_range"],
  ['a range of a user in a table', "select * from ranges where r && '[1,2]'"],
  ['a view over a function', 'select * from trap_view'],
  ['a view over a view', 'select * from trap_view_outer'],
  ['a view over passwords', 'select * from secret_view'],
  ['a view over another server', 'select * from remote_view'],
  ['a view over a cast', 'select * from cast_view'],
  ['a view over a file', 'select * from file_view'],
  ['a view by its whole row', 'select v from trap_view v'],
  ['a policy', 'select * from guarded'],
  ['a policy of a child', 'select * from parent_one'],
  ['a foreign table', 'select * from hosts'],
  ['another server', "select dblink_connect('dbname=nowhere')"],
  ['hashes of passwords', 'select * from pg_catalog.pg_authid'],
  ['hashes of passwords, quoted', 'select * from "pg_shadow"'],
  ['passwords for other servers', 'select * from information_schema.user_mapping_options'],
  ['a number of a transaction', 'select txid_current()'],
  ['a number of a transaction, new name', 'select pg_current_xact_id()'],
  ['a setting', "select set_config('work_mem', '1GB', false)"],
  ['a setting by functional notation', "select (array['x'])[1].nextval"],
  ['a snapshot', 'select pg_export_snapshot()'],
  ['a cursor', 'declare c cursor for select 1'],
  ['statistics', 'select pg_stat_statements_reset()'],
  ['a temporary name', 'select pg_temp.x()'],
  ['an insert that is explained', "explain insert into plain values (3, 'x')"],
  [
    'an insert that is explained within',
    "explain analyze with a as (insert into plain values (3, 'x') returning 1) select 1 from a",
  ],
  ['explaining with an unknown option', 'explain (surprise) select 1'],
  ['select into within a union', 'select 1 into x union select 2'],
  ['a lock of rows within a CTE', 'with a as (select * from plain for update) select * from a'],
  ['a lock of rows within a union', '(select * from plain for share) union all (select * from plain)'],
  ['two statements', 'select 1; select 2'],
  [
    'a merge within',
    'with a as (merge into plain p using plain q on p.id = q.id when matched then delete returning 1) select 1',
  ],
];

describe('the reader of PostgreSQL', () => {
  const subject = subjectOn('postgres', 'reader');
  const bait = layBait();
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await postgresAdmin(subject.server, 'reader');
    await admin.run(TRAPS);
    session = subject.open();
  });
  afterAll(async () => {
    await session.close();
    await admin.close();
  });

  const locks = async () => {
    const rows = await admin.run("select 1 from pg_locks where locktype = 'advisory' and objid = 4711");
    return rows.length;
  };
  const rows = async (query: string) => (await answer(session, 'query', { query })).rows;

  test.each(ATTACKS)('refuses %s', async (_, query) => {
    const outcome = await call(session, 'query', { query: query.replaceAll('{{file}}', bait.file) });
    expect(outcome).toMatchObject({ ok: false });
    expect(JSON.stringify(outcome)).not.toContain(MARK);
    // Refused by us: the server was not asked, so that nothing depends on what it makes of it.
    expect(JSON.stringify(outcome)).toMatch(/allowed|not known|only|may not|locked|at a time|here|beyond|plain lower/i);
    expect(await locks()).toBe(0);
  });

  test.each([
    ['brackets', `select ${'('.repeat(40_000)}1${')'.repeat(40_000)}`],
    ['brackets that fit', `select ${'('.repeat(1900)}1${')'.repeat(1900)}`],
    ['minus signs', `select ${'- '.repeat(49_000)}1`],
    ['sums', `select 1${'+1'.repeat(49_000)}`],
    ['values', `select ${'1,'.repeat(49_000)}1`],
    ['subqueries', `select ${'(select '.repeat(1200)}1${')'.repeat(1200)}`],
    ['casts', `select 1${'::int'.repeat(1000)}`],
    ['an open bracket', `select ${'('.repeat(99_000)}`],
    ['open comments', `select 1 ${'/*'.repeat(49_000)}`],
  ])('a statement of thousands of %s holds nobody up', async (_, query) => {
    await answer(session, 'query', { query: 'select 1' });
    let longestMs = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 5);
    const before = process.cpuUsage();
    await call(session, 'query', { query });
    clearInterval(watch);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
    expect(longestMs).toBeLessThan(2000);
    expect(await rows('select 1')).toEqual([[1]]);
  });

  test('a connection whose calls are given up, one after the other, gathers no listeners', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    for (let number = 0; number < 12; number += 1) {
      const query = 'select count(*) from generate_series(1, 1000000000)';
      await call(session, 'query', { query }, AbortSignal.timeout(100)).catch(() => {});
      await answer(session, 'query', { query: 'select 1 as one' });
    }
    process.off('warning', note);
    expect(warnings).not.toContain('MaxListenersExceededWarning');
  });

  test('a mistake in a statement is said in the words of PostgreSQL, with its place', async () => {
    expect(await call(session, 'query', { query: 'selec * from x' })).toEqual({
      ok: false,
      reason: 'syntax error at or near "selec". Line 1, column 1',
    });
    expect(await call(session, 'query', { query: "select 'é',\n  * frm plain where" })).toMatchObject({
      reason: 'syntax error at or near "frm". Line 2, column 5',
    });
    expect(await call(session, 'query', { query: 'select no_such_function(1)' })).toMatchObject({
      reason: expect.stringMatching(
        /^function no_such_function\(integer\) does not exist\. [^.]+\.(?: [^.]+\.)* Line 1, column 8$/,
      ),
    });
    expect(await call(session, 'query', { query: 'select nope from plain' })).toMatchObject({
      reason: expect.stringContaining('column "nope" does not exist'),
    });
    expect(await call(session, 'query', { query: 'select nope(1)' })).toMatchObject({
      reason: expect.stringContaining('function nope(integer) does not exist'),
    });
  });

  test('what an owner allows by name may run, and nothing else', async () => {
    const trusting = subject.open({ allowed_functions: 'total\npublic.hosts, hidden.trap_hidden' });
    await answer(trusting, 'query', { query: 'select p.total from plain p limit 1' });
    await answer(trusting, 'query', { query: 'select * from hosts' });
    await answer(trusting, 'query', { query: 'select hidden.trap_hidden()' });
    expect(await call(trusting, 'query', { query: 'select trap()' })).toMatchObject({ ok: false });
    await trusting.close();
    await expect.poll(locks).toBe(0);
  });

  test('what the server knows of other servers holds no secret, however it is asked for', async () => {
    await admin.run(`create foreign data wrapper of_others;
      create server of_others foreign data wrapper of_others options (api_key '${MARK}');
      create user mapping for current_user server of_others options (password '${MARK}');
      create foreign table of_others (x int) server of_others options (token '${MARK}');
      alter foreign data wrapper of_others options (add secret '${MARK}')`);
    await admin.run('create view around_servers as select srvname, srvoptions from pg_foreign_server');
    for (const query of [
      'select * from pg_foreign_server',
      'select srvoptions from pg_catalog.pg_foreign_server s',
      'select * from information_schema.foreign_server_options',
      'select * from information_schema._pg_foreign_servers',
      'select * from information_schema.foreign_table_options',
      'select * from information_schema._pg_foreign_tables',
      'select ftoptions from pg_foreign_table',
      'select * from pg_foreign_data_wrapper',
      'select * from information_schema.foreign_data_wrapper_options',
      'select * from information_schema._pg_foreign_data_wrappers',
      'select * from pg_user_mapping',
      'select * from pg_user_mappings',
      'select * from information_schema.user_mapping_options',
      'select * from information_schema._pg_user_mappings',
      'select subconninfo from pg_subscription',
      'select * from around_servers',
    ]) {
      const outcome = await call(session, 'query', { query });
      expect(JSON.stringify(outcome), query).not.toContain(MARK);
      expect(outcome, query).toMatchObject({ ok: false, reason: expect.stringContaining('may not be read here') });
    }
    for (const query of [
      'select * from information_schema.foreign_servers',
      'select * from information_schema.foreign_tables',
      'select * from information_schema.user_mappings',
      'select subname, subenabled from pg_stat_subscription s join pg_class on false, (select null as subenabled) e',
    ])
      expect(JSON.stringify(await answer(session, 'query', { query })), query).not.toContain(MARK);
    const writer = subject.open({ allow_writes: true });
    for (const query of [
      'create table copied as select srvoptions::text from pg_foreign_server',
      'create table copied as select * from pg_subscription',
      'create table copied as select * from information_schema.user_mapping_options',
    ])
      expect(await call(writer, 'write', { query }), query).toMatchObject({ ok: false });
    await writer.close();
    await admin.run('drop server of_others cascade; drop foreign data wrapper of_others cascade');
  });

  test('what writes may count with a sequence, and what reads may not', async () => {
    await admin.run('create sequence counted');
    const writer = subject.open({ allow_writes: true });
    expect(
      await answer(writer, 'write', { query: "insert into plain values (nextval('counted') + 1000, 'counted')" }),
    ).toMatchObject({ affected_rows: 1 });
    await answer(writer, 'write', { query: "select setval('counted', 7)" });
    expect(await call(writer, 'query', { query: "select nextval('counted')" })).toMatchObject({ ok: false });
    await writer.close();
    await admin.run("delete from plain where note = 'counted'; drop sequence counted");
  });

  test('a name without a schema allows the function of the schema public, and not one of another schema', async () => {
    await admin.run(`create function hidden.trap(text, text) returns int language sql as 'select public.trap()';
      create foreign table hidden.hosts (line text) server files options (filename '/etc/hostname')`);
    const trusting = subject.open({ allowed_functions: ['trap', 'trap_hidden', 'hosts'] });
    await answer(trusting, 'query', { query: 'select trap()' });
    await answer(trusting, 'query', { query: 'select * from hosts' });
    for (const [query, as] of [
      ["select hidden.trap('a', 'b')", 'hidden.trap'],
      ['select hidden.trap_hidden()', 'hidden.trap_hidden'],
      ['select * from hidden.hosts', 'hidden.hosts'],
    ] as const)
      expect(await call(trusting, 'query', { query }), query).toMatchObject({
        ok: false,
        reason: expect.stringContaining(`The owner of this database can allow it in its settings, as ${as}.`),
      });
    await trusting.close();
    await expect.poll(locks).toBe(0);
  });

  test.each([
    ['pg_read_file', "select pg_read_file('/etc/hostname')"],
    ['pg_catalog.pg_read_file', "select pg_read_file('/etc/hostname')"],
    ['pg_advisory_lock', 'select pg_advisory_lock(4711)'],
    ['set_config', "select set_config('work_mem', '77MB', false)"],
    ['query_to_xml', "select query_to_xml('select trap()', true, false, '')"],
    ['dblink', "select * from dblink('dbname=nowhere', 'select 1') as t(x int)"],
    ['public.dblink', "select * from dblink('dbname=nowhere', 'select 1') as t(x int)"],
  ])('what does more than read cannot be allowed: %s', async (name, query) => {
    expect(() => subject.open({ allowed_functions: `total, ${name}` })).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        detail: { fields: { allowed_functions: expect.stringContaining(`cannot be allowed: ${name}.`) } },
      }),
    );
    // As settings that were saved before this was asked.
    const saved = subject.kind.open({ ...subject.settings, allowed_functions: [name] }, loopback);
    const outcome = await call(saved, 'query', { query });
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringMatching(/is not allowed here\.$/) });
    await saved.close();
    await expect.poll(locks).toBe(0);
  });

  test('a function of an extension that runs text as SQL cannot be allowed, and one of a user by its name can', async () => {
    await admin.run(`create schema own; create function own.http_size(int) returns int language sql as 'select $1';
      create function own.pg_read_file(text) returns text language sql as 'select $1'`);
    const trusting = subject.open({ allowed_functions: 'public.crosstab, own.http_size, own.pg_read_file' });
    expect(await answer(trusting, 'query', { query: "select own.http_size(1), own.pg_read_file('x')" })).toMatchObject({
      rows: [[1, 'x']],
    });
    const crosstab = "select * from crosstab('select trap()::text, 1, 1') as t(a text, b int)";
    expect(await call(trusting, 'query', { query: crosstab })).toMatchObject({
      ok: false,
      reason: 'The function public.crosstab is not allowed here.',
    });
    await trusting.close();
    await expect.poll(locks).toBe(0);
  });

  test('a session keeps nothing of the call before: locks, settings, temporary tables', async () => {
    await admin.run(`create function sets() returns text language sql as
      'select set_config(''work_mem'', ''77MB'', false)'`);
    const writer = subject.open({ allow_writes: true, allowed_functions: 'trap sets' });
    for (const query of ['select trap()', 'select sets()', "select trap('a')"]) {
      await answer(writer, 'query', { query });
    }
    await call(writer, 'write', { query: 'create temporary table plain (id int)' });
    await expect.poll(locks).toBe(0);
    for (let again = 0; again < 5; again++) {
      const { rows: found } = await answer(writer, 'query', {
        query: "select current_setting('work_mem'), (select count(*) from plain)",
      });
      expect(found).toEqual([['4MB', '2']]);
    }
    await writer.close();
  });

  test('what was harmless a moment ago is looked at again', async () => {
    await admin.run('create view changing as select id from plain');
    expect(await rows('select count(*) from changing')).toEqual([['2']]);
    await admin.run('create or replace view changing as select trap() as id');
    expect(await call(session, 'query', { query: 'select count(*) from changing' })).toMatchObject({ ok: false });
    await admin.run('create function public.upper(int) returns int language sql as $$ select trap() $$');
    expect(await call(session, 'query', { query: 'select upper(1)' })).toMatchObject({ ok: false });
  });

  test.each([
    ['trigrams', "select similarity('word', 'two words'), 'a' % 'b', 'word' <-> 'words'"],
    ['case-insensitive text', "select 'A'::citext = 'a'"],
    ['hstore', `select ('a=>1'::hstore) -> 'a', hstore_to_json('a=>1')`],
    ['trees', "select 'Top.Science'::ltree <@ 'Top'"],
    ['distances', 'select earth_distance(ll_to_earth(1, 2), ll_to_earth(3, 4)) > 0'],
    ['digests', "select encode(digest('x', 'sha256'), 'hex'), length(gen_random_bytes(4)), unaccent('é')"],
    ['statistics of statements', 'select count(*) >= 0 from pg_stat_activity'],
    ['a column beside a function of its name', 'select id, note from plain where note like $$%o%$$'],
    ['a sample', 'select count(*) from plain tablesample bernoulli (100) repeatable (1)'],
    ['a range', "select int4range(1, 5) * int4range(3, 9), daterange('2024-01-01', '2024-02-01') @> date '2024-01-05'"],
    ['a check of input', "select pg_input_is_valid('12x', 'integer')"],
    ['a row of a table', 'select p, row_to_json(p), (p).id, p.note from plain p'],
    [
      'catalogue',
      `select c.relname, pg_get_expr(d.adbin, d.adrelid), format_type(a.atttypid, a.atttypmod),
       obj_description(c.oid, 'pg_class'), has_table_privilege(c.oid, 'select') from pg_class c
       join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.oid = 'plain'::regclass`,
    ],
    ['activity', 'select pid, state, query from pg_stat_activity where datname = current_database()'],
    ['locks', 'select locktype, mode, granted from pg_locks'],
    ['settings', "select name, setting from pg_settings where name = 'work_mem'"],
    ['sizes', 'select pg_size_pretty(pg_database_size(current_database()))'],
    ['a JSON table', "select * from json_table('[{\"a\":1}]', '$[*]' columns (n for ordinality, a int path '$.a'))"],
    [
      'JSON',
      "select json_object('a': 1 returning jsonb), json_arrayagg(id), json_value('{\"a\":2}', '$.a' returning int) from plain",
    ],
    ['JSON paths', `select jsonb_path_query('{"a":[1,2]}', '$.a[*] ? (@ > 1)')`],
    [
      'XML',
      "select xmlelement(name a, xmlattributes(id as id), note), xmlserialize(content '<a/>' as text) from plain",
    ],
    ['an XML table', "select * from xmltable('/r/v' passing '<r><v>1</v></r>' columns v int path '.')"],
    [
      'cycles',
      `with recursive t(n) as (select 1 union all select n % 3 + 1 from t) cycle n set is_cycle using path
       select * from t`,
    ],
    ['grouping sets', 'select grouping(id), id, count(*) from plain group by grouping sets ((id), ())'],
    [
      'windows',
      'select first_value(note) over w, rank() over w from plain window w as (order by id groups 1 preceding)',
    ],
    ['overlaps', "select (date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-15', date '2024-03-01')"],
    [
      'texts',
      "select 'abc' similar to '%b%', overlay('abc' placing 'x' from 2), trim(both 'a' from 'aba'), position('b' in 'abc')",
    ],
    [
      'times',
      "select now() at time zone 'Europe/Madrid', extract(epoch from now()), interval '1 day', current_date, localtime",
    ],
    [
      'comparisons',
      'select 1 between symmetric 3 and 0, nullif(1, 2), greatest(1, 2), 1 is distinct from null, (1, 2) < (1, 3)',
    ],
    [
      'arrays',
      'select array[1,2] && array[2], (array[1,2,3])[2:], 2 = any (array[1,2]), array_agg(id order by id desc) from plain',
    ],
    ['joins', 'select * from plain a join plain b using (id, note) natural join plain c'],
    ['showing', 'show all'],
    ['explaining', 'explain (analyze, buffers, verbose, settings, format yaml) select * from plain'],
    ['collations', 'select note collate "C" from plain order by note collate "C" using <'],
    ['casts by name', "select text(id), float8(id), id::numeric(10, 2), date('2024-01-01') from plain"],
    ['random things', 'select random() < 2, gen_random_uuid() is not null, clock_timestamp() > now()'],
    [
      'characters by their number',
      "select U&'d\\0061t\\+000061', u&'d!0061t' uescape '!', U&'it''s \\\\ ;' from plain",
    ],
    ['a quoted column', 'select "id" as "Id", p."note" from "public"."plain" as p'],
  ])('lets analysts use %s', async (_, query) => {
    await answer(session, 'query', { query });
  });

  test.each([
    ['a name by its characters', `select U&"pg\\005fsleep"(0)`],
    ['another statement behind a string of them', "select U&'\\0027'; delete from plain; --'"],
    ['another statement behind a backslash', "select U&'\\\\'; delete from plain; --'"],
    ['another statement behind an escape', "select U&'!0027' uescape '!'; delete from plain; --'"],
  ])('refuses %s', async (_, query) => {
    for (const tool of ['query', 'write']) {
      const session = subject.open({ allow_writes: true });
      expect(await call(session, tool, { query })).toMatchObject({
        ok: false,
      });
      await session.close();
    }
    expect(await answer(session, 'query', { query: 'select count(*) > 0 from plain' })).toMatchObject({
      rows: [[true]],
    });
  });
});
