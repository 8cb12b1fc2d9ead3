import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mySqlAdmin, type SqlAdmin } from './support/admins';
import { openShop } from './support/shop';
import { answer, call, loopback, subjectOn } from './support/subjects';

const TABLES = [
  'create table articles (id int primary key, title varchar(100), body text, fulltext key (title, body)) engine=innodb',
  "insert into articles values (1, 'Lamps', 'All about lamps'), (2, 'Chairs', 'Where to sit')",
  'create table places (id int primary key, spot point not null, spatial index (spot))',
  'insert into places values (1, point(4.9, 52.4)), (2, point(2.3, 48.9))',
  'create table lines_of_order (id int, qty int, price decimal(8,2), total decimal(10,2) as (qty * price) virtual)',
  'insert into lines_of_order (id, qty, price) values (1, 2, 9.95), (2, 1, 20)',
  "create view paid_orders as select id, total, year(placed_at) as y from orders where status = 'paid'",
  'create view paid_again as select * from paid_orders where total > 1',
  'create view totals (who, total) as with t as (select customer_id, sum(total) as s from orders group by customer_id) select customer_id, s from t',
  'create function net_price(gross decimal(10,2)) returns decimal(10,2) deterministic return gross / 1.21',
  "create function take_lock() returns int deterministic return get_lock('canary', 0)",
  'create view priced as select id, net_price(price) as net from products',
  'create view over_priced as select max(net) as net from priced',
  "create view locking as select get_lock('canary', 0) as taken",
  'create view waiting as select sleep(1) as waited',
  "create view hostname as select load_file('/etc/hostname') as line",
  'create view hashes as select * from mysql.user',
  'create function natural_count() returns int deterministic return 1',
  'create view rolled_up as select status, sum(total) as total from orders group by status with rollup',
  'create table `into` (`select` int, `2nd` int)',
  'insert into `into` values (1, 2)',
];

const OF_MARIADB = [
  'create sequence numbers',
  'create table with_default (id int default (nextval(numbers)), n int)',
  'insert into with_default (n) values (1)',
  "create function regexp_like(a text, b text) returns int deterministic return get_lock('canary', 0)",
];

/** What analysts write, on either server unless it is said. */
const LEGITIMATE: [query: string, only?: 'mysql' | 'mariadb'][] = [
  ['select id, total, row_number() over (partition by customer_id order by total desc) as n from orders'],
  [
    'select id, sum(total) over w as running, avg(total) over w as mean from orders window w as (order by id rows between 2 preceding and current row)',
  ],
  [
    'select id, first_value(total) over (order by id), last_value(total) over (order by id range between unbounded preceding and unbounded following) from orders',
  ],
  [
    'select id, lead(total, 1) over (order by placed_at), lag(total) over (order by placed_at), percent_rank() over (order by total), cume_dist() over (order by total), nth_value(id, 2) over (order by id) from orders',
  ],
  [
    "with recursive days (d) as (select date('2024-01-01') union all select d + interval 1 day from days where d < '2024-01-10') select d, count(o.id) from days left join orders o on date(o.placed_at) = d group by d",
  ],
  ['with a (id, total) as (select id, total from orders), b (n) as (select count(*) from a) select * from a, b'],
  [
    "select j.kind from events e, json_table(e.detail, '$' columns (kind varchar(20) path '$.kind', n for ordinality)) j",
  ],
  [
    "select * from json_table('[{\"a\":1,\"b\":[1,2]}]', '$[*]' columns (a int path '$.a' default '0' on empty, nested path '$.b[*]' columns (b int path '$'))) t",
  ],
  [
    "select json_value(detail, '$.kind'), json_keys(detail), json_length(detail), json_contains(detail, '\"buy\"', '$.kind') from events",
  ],
  ['select json_arrayagg(id), json_objectagg(id, status) from orders'],
  ["select json_object('id', id, 'tags', json_array('a', 1, null)) from orders"],
  ["select detail->>'$.kind' as kind, detail->'$.kind' from events", 'mysql'],
  ["select id from orders where 'paid' member of ('[\"paid\"]')", 'mysql'],
  ['select json_schema_valid(\'{"type":"object"}\', detail), json_pretty(detail) from events', 'mysql'],
  ["select json_detailed(detail), json_compact(detail), json_query(detail, '$') from events", 'mariadb'],
  [
    "select id, match (title, body) against ('lamps') as score from articles where match (title, body) against ('+lamps -chairs' in boolean mode)",
  ],
  ["select * from articles where match (title, body) against ('lamps' with query expansion)"],
  [
    "select st_astext(spot), st_x(spot), st_distance(spot, point(4.9, 52.4)) from places where st_contains(st_geomfromtext('polygon((0 0,10 0,10 60,0 60,0 0))'), spot)",
  ],
  ['select st_distance_sphere(point(4.9, 52.4), point(2.3, 48.9)) as metres'],
  ["select st_asgeojson(spot), st_area(st_buffer(st_geomfromtext('point(1 1)'), 2)) from places"],
  [
    'select table_schema, table_name, column_name, data_type from information_schema.columns where table_schema = database() order by 1, 2, ordinal_position',
  ],
  [
    'select table_name, round((data_length + index_length) / 1024 / 1024, 1) as mb from information_schema.tables where table_schema = database()',
  ],
  [
    'select constraint_name, referenced_table_name from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null',
  ],
  ["select * from information_schema.processlist where command <> 'Sleep'"],
  [
    'select digest_text, count_star, sum_timer_wait from performance_schema.events_statements_summary_by_digest order by 3 desc limit 5',
  ],
  ['select * from performance_schema.table_io_waits_summary_by_table limit 1'],
  ['select * from sys.schema_table_statistics limit 1'],
  ['select * from sys.version'],
  ['select * from mysql.innodb_table_stats limit 3'],
  [
    "select convert_tz('2024-01-01 00:00:00', '+00:00', '+02:00'), utc_timestamp(), current_timestamp, now(6), curdate()",
  ],
  ['explain select * from orders o join customers c on c.id = o.customer_id'],
  ['explain format=json select * from orders where total > 5'],
  ['explain format=tree select * from orders', 'mysql'],
  ['explain analyze select count(*) from orders', 'mysql'],
  ["explain analyze format=tree select count(*) from orders where status = 'paid'", 'mysql'],
  ['analyze select count(*) from orders', 'mariadb'],
  ['analyze format=json select count(*) from orders', 'mariadb'],
  ['explain extended select * from orders', 'mariadb'],
  ['show index from orders'],
  ['show keys from orders from reading'],
  ['show create view paid_orders'],
  ['show create function net_price'],
  ["show tables like 'o%'"],
  ["show full tables where table_type = 'VIEW'"],
  ["show table status like 'orders'"],
  ["show variables like 'version%'"],
  ["show global variables where variable_name in ('max_connections', 'wait_timeout')"],
  ["show session status like 'Questions'"],
  ['show databases'],
  ["show columns from orders like 't%'"],
  ['show full processlist'],
  ['show engine innodb status'],
  ['show engines'],
  ['show character set'],
  ["show collation like 'utf8mb4%'"],
  ['show triggers'],
  ['show procedure status where db = database()'],
  ['describe orders total'],
  ['desc reading.orders'],
  ['select * from paid_orders'],
  ['select * from rolled_up'],
  ['select p.*, t.total from paid_again p join totals t on t.who = 1'],
  ['select sum(total) from lines_of_order'],
  ['select `select`, `2nd` from `into`'],
  ["select i.`select` as `for update`, 'into outfile' as text from `into` i"],
  ['table orders', 'mysql'],
  ['table orders order by id limit 1', 'mysql'],
  ["values row(1, 'a'), row(2, 'b')", 'mysql'],
  ["values (1, 'a'), (2, 'b')", 'mariadb'],
  ['select * from (values row(1, 2), row(3, 4)) as t (a, b)', 'mysql'],
  ['select * from (values row(1, 2)) t (a, b)', 'mysql'],
  [
    'select c.name, l.total from customers c, lateral (select total from orders o where o.customer_id = c.id order by total desc limit 1) l',
    'mysql',
  ],
  [
    'select status, customer_id, grouping(status), sum(total) from orders group by status, customer_id with rollup',
    'mysql',
  ],
  ['select id from orders intersect select customer_id from orders'],
  ['(select id from orders) except (select 1) order by 1'],
  ["select distinct status from orders union all (select 'x') limit 2 offset 1"],
  [
    "select cast(total as decimal(10,1)), cast(id as char(5)), convert(id, char(3)), convert(status using utf8mb4), cast('2024-01-01' as date), cast(id as unsigned), convert('1.5', decimal(3,1)) from orders",
  ],
  ['select cast(status as char(10) character set utf8mb4) from orders'],
  [
    "select case when total > 100 then 'big' when (total between 10 and 100) then ('mid') else 'small' end as size, count(*) from orders group by size having count(*) >= (1)",
  ],
  [
    "select date_format(placed_at, '%x-%v') as week, timestampdiff(day, placed_at, now()) as age, date_add(placed_at, interval 1 month), placed_at - interval (1 + 1) day, extract(year_month from placed_at), last_day(placed_at), dayname(placed_at) from orders",
  ],
  [
    "select substring(name from 2 for 2), substring(name, 2), trim(both 'a' from name), left(name, 1), right(name, 1), position('a' in name), locate('n', name), concat_ws('-', id, name), lpad(id, 4, '0'), repeat('x', 3), reverse(name), ascii(name), soundex(name) from customers",
  ],
  ["select regexp_replace(name, '[aeiou]', '*'), regexp_substr(name, '^.') from customers where name rlike '^[a-b]'"],
  [
    "select greatest(1, 2), least(1, 2), ifnull(null, 1), if(1 > 0, 'y', 'n'), mod(5, 2), 5 div 2, 5 % 2, truncate(1.999, 1), round(1.5), 2 & 3, 1 << 2, ~0, 1 xor 0, !0",
  ],
  ['select sha2(name, 256), hex(name), to_base64(name), crc32(name), uuid(), inet_ntoa(2130706433) from customers'],
  [
    "select count(distinct customer_id), std(total), variance(total), bit_or(id), group_concat(distinct status order by status desc separator '|') from orders",
  ],
  [
    "select name from customers where (id, name) in ((1, 'ann'), (2, 'bob')) and not exists (select * from orders where customer_id = 99) and id = any (select 1) and id <= all (select 1)",
  ],
  ['select o.id from orders o force index (primary) left join (select 1 as id) i using (id) where false', 'mysql'],
  ['select o.id from orders o use index for order by (primary) order by o.id'],
  ['select straight_join o.id from orders o natural join (select 1 as k) x'],
  ['select sql_calc_found_rows id from orders limit 1'],
  ['select high_priority sql_no_cache id from orders'],
  ['select /*+ no_index_merge(o) join_order(o) */ o.id from orders o', 'mysql'],
  [
    "select 0x41, x'41', b'1', _utf8mb4'a', n'b', 1e3, 1.5e-3, .5, -1, +1, true, null, date '2024-01-01', timestamp '2024-01-01 00:00:00'",
  ],
  [
    'select last_insert_id(), connection_id(), current_user(), user(), database(), version(), row_count(), found_rows()',
  ],
  ['select @@sql_mode, @@global.max_connections, @@session.time_zone, @@version_comment'],
  [
    'select median(total) over (partition by status), percentile_cont(0.5) within group (order by total) over () from orders',
    'mariadb',
  ],
  ['select * from seq_1_to_5', 'mariadb'],
  ["select to_char(placed_at, 'YYYY-MM') from orders", 'mariadb'],
  ["select nvl(status, '?'), add_months(placed_at, 1) from orders", 'mariadb'],
  ['select id from orders order by id offset 1 rows fetch next 1 rows only', 'mariadb'],
  [
    "select bin_to_uuid(uuid_to_bin(uuid())), is_uuid('x'), regexp_like('abc', 'b'), any_value(id) from orders",
    'mysql',
  ],
  ["select vector_dim(string_to_vector('[1,2]'))", 'mysql'],
  ['select id from orders where status = ?'],
];

/** Each tries to do something besides reading, or to read a secret. */
const REFUSED: [query: string, only?: 'mysql' | 'mariadb'][] = [
  ['select 1.into @x'],
  ['select 1e1into @x'],
  ['select 1 as a into @x'],
  ['select @x'],
  ['select @x := 1'],
  ['select @`x` := 1'],
  ["select @'x' := 1"],
  ['select last_insert_id(7)'],
  ['select LAST_INSERT_ID /**/ ( 7 )'],
  ['select `last_insert_id`(7)'],
  ["select get_lock('canary', 0)"],
  ["select `get_lock`('canary', 0)"],
  ["select Get_Lock\n('canary', 0)"],
  ["select release_lock('canary')"],
  ['select release_all_locks()'],
  ['select sleep(1)'],
  ['select 1 from orders where sleep(1)'],
  ['select benchmark(1000000000, md5(1))'],
  ["select load_file('/etc/hostname')"],
  ["select 1 union select load_file('/etc/hostname')"],
  ['select * from orders for update'],
  ['select * from orders for update skip locked'],
  ['select * from orders for share'],
  ['select * from orders lock in share mode'],
  ['select * from (select * from orders for update) t'],
  ['select net_price(10)'],
  ['select reading.net_price(10)'],
  ['select `reading` . `net_price` (10)'],
  ['select reading.count(1)'],
  ["select regexp_like('a', 'b')", 'mariadb'],
  ['select * from priced'],
  ['select * from over_priced'],
  ['select * from reading.over_priced'],
  ['select * from `over_priced` as x'],
  ['select 1 from orders where exists (select 1 from locking)'],
  ['explain select * from locking'],
  ['select * from locking'],
  ['select * from waiting'],
  ['select * from reading.hostname'],
  ['select * from hostname'],
  ['select * from hashes'],
  ['table locking', 'mysql'],
  ['with w as (select * from locking) select * from w'],
  ['select * from mysql.user'],
  ['select * from `mysql`.`user`'],
  ['select * from mysql . user'],
  ['select authentication_string from mysql.user u'],
  ['select * from mysql.global_priv', 'mariadb'],
  ['select * from mysql.db'],
  ['select * from mysql.servers'],
  ['select * from mysql.slave_master_info', 'mysql'],
  ['table mysql.user', 'mysql'],
  ['explain select * from mysql.user'],
  ['show grants for root@localhost'],
  ["show grants for 'patchbay'@'%'"],
  ['show create user current_user()'],
  ['show binlog events'],
  ['show relaylog events'],
  ['show profile'],
  ['select next value for numbers', 'mariadb'],
  ['select previous value for numbers', 'mariadb'],
  ['select nextval(numbers)', 'mariadb'],
  ['select lastval(numbers)', 'mariadb'],
  ['select setval(numbers, 100)', 'mariadb'],
  ['select default(id) from with_default', 'mariadb'],
  ['select default (id) from with_default', 'mariadb'],
  ['select default(id) from orders'],
  ['select /*+ set_var(max_execution_time=0) */ 1'],
  ['select /*+ max_execution_time(0) */ 1'],
  ['select /*+ merge(a) resource_group(x) */ 1'],
  ['select /*!50000 1 */'],
  ['select /*M!50000 1 */'],
  ['explain format=json into @a select 1'],
  ['explain for connection 1'],
  ['explain analyze update orders set id = 1'],
  ['explain delete from orders'],
  ['analyze table orders'],
  ['analyze no_write_to_binlog table orders'],
  ['analyze delete from orders', 'mariadb'],
  ['check table orders'],
  ['checksum table mysql.user'],
  ['do get_lock(1, 0)'],
  ['handler orders open'],
  ["xa start 'x'"],
  ["help 'x'"],
  ['use mysql'],
  ['set @a = 1'],
  ['set statement max_statement_time=0 for select 1', 'mariadb'],
  ['select 1 procedure analyse()'],
  ['begin not atomic select 1; end', 'mariadb'],
  ['a: begin not atomic select 1; end', 'mariadb'],
  ["execute immediate 'select 1'"],
  ['select 1; select 2'],
  ['with x as (select 1) update orders set id = 1'],
  ['with x as (select 1) delete from orders'],
  ['values row(get_lock(1, 0))', 'mysql'],
  ['select * from (values row(get_lock(1, 0))) as t (a)', 'mysql'],
  ["select wsrep_sync_wait_upto_gtid('a')", 'mariadb'],
  ["select master_pos_wait('a', 1)"],
  ["select source_pos_wait('a', 1)", 'mysql'],
  ["select wait_for_executed_gtid_set('a')", 'mysql'],
  ["show variables where get_lock('canary', 0)"],
  ["show tables where load_file('/etc/hostname') is null"],
  ['show tables where 1 into outfile "/tmp/x"'],
  ['show columns from orders where sleep(1)'],
  ['select 5 . into @x'],
  ["select 5 .into outfile '/tmp/x'"],
  ["select orders.into outfile '/tmp/x' from orders"],
  ["select orders. into outfile '/tmp/x' from orders"],
  ['describe mysql.user'],
  ['show columns from mysql.user'],
  ['select * from mysql.general_log'],
  ["select * from orders where id in (select get_lock('canary', 0))"],
  ["select json_value('{}', '$.a' default get_lock('canary', 0) on empty)"],
  ["select * from orders order by get_lock('canary', 0)"],
  ["select id from orders group by id having get_lock('canary', 0)"],
  ["select sum(total) over (order by get_lock('canary', 0)) from orders"],
  ["select case when 1 then get_lock('canary', 0) end"],
  ["select cast(get_lock('canary', 0) as char(10))"],
  ["select convert(get_lock('canary', 0), char(10))"],
  ["select 1 as a, get_lock('canary', 0) as b"],
  ["with a (x) as (select get_lock('canary', 0)) select x from a"],
  ["select * from (select 1) t (a), (select get_lock('canary', 0)) u (b)", 'mysql'],
  ["select * from orders o join customers c on c.id = get_lock('canary', 0)"],
  ["select {fn get_lock('canary', 0)}"],
  ["explain select get_lock('canary', 0)"],
  ["explain analyze select get_lock('canary', 0)", 'mysql'],
  ["analyze select get_lock('canary', 0)", 'mariadb'],
  ["select ｇet_lock('canary', 0)"],
  ["select gét_lock('canary', 0)"],
  ["select get_lock\u00a0('canary', 0)"],
  ["select keyring_key_fetch('a')"],
  ['select sys.ps_setup_save(1)'],
  ['select sys.create_synonym_db(1, 2)'],
];

describe.each(['mariadb', 'mysql'] as const)('reading %s', (name) => {
  const subject = subjectOn(name, 'reading');
  let admin: SqlAdmin;
  let session: DatabaseSession;
  let look: () => Promise<unknown>;

  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, 'reading');
    await openShop(admin, 'mysql');
    for (const statement of TABLES) await admin.run(statement);
    if (name === 'mariadb') for (const statement of OF_MARIADB) await admin.run(statement);
    look = () =>
      admin.run(`select is_free_lock('canary') as free, (select sum(id) from orders) as sum_,
        ${name === 'mariadb' ? '(select next_not_cached_value from numbers)' : '0'} as next_`);
    session = subject.open({ timeout_s: 5 });
  }, 60_000);
  afterAll(async () => {
    await session.close();
    await admin.run('drop database reading');
    await admin.close();
  });

  const own = (list: [string, ('mysql' | 'mariadb')?][]) =>
    list.filter(([, only]) => only === undefined || only === name);

  test.each(own(LEGITIMATE))('runs: %s', async (query) => {
    const params = query.includes('?') && !query.includes("'?'") ? ['paid'] : [];
    const { rows } = await answer(session, 'query', { query, params });
    expect(rows).toBeInstanceOf(Array);
  });

  test.each(own(REFUSED))('refuses: %s', async (query) => {
    const before = await look();
    const outcome = await call(session, 'query', { query }).catch((error) => ({ ok: false, reason: error.message }));
    expect(outcome.ok, JSON.stringify(outcome)).toBe(false);
    expect(await look()).toEqual(before);
  });
});

describe.each(['mariadb', 'mysql'] as const)('what the owner of a %s database decides', (name) => {
  const subject = subjectOn(name, 'owned');
  let admin: SqlAdmin;
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, 'owned');
    for (const statement of [
      'create table prices (id int primary key, price decimal(8,2))',
      'insert into prices values (1, 121)',
      'create function net_price(gross decimal(10,2)) returns decimal(10,2) deterministic return gross / 1.21',
      'create function other_price(gross decimal(10,2)) returns decimal(10,2) deterministic return gross',
      'create view priced as select id, net_price(price) as net from prices',
      'create view plain as select id from prices',
    ])
      await admin.run(statement);
    await admin.run(`drop user if exists owned_reader; create user owned_reader identified by 'reader';
      grant select on owned.* to owned_reader`);
  });
  afterAll(() => admin.close());
  const first = ({ rows }: JsonObject) => (rows as Json[][])[0];

  test.each([
    ['a list', ['net_price']],
    ['one line, as a form sends it', 'something.else, Net_Price'],
    ['a name with its schema', ['owned.net_price']],
  ])('functions that are named in the settings may be called: %s', async (_, allowed_functions) => {
    const session = subject.open({ allowed_functions });
    expect(first(await answer(session, 'query', { query: 'select net_price(121)' }))).toEqual(['100.00']);
    expect(first(await answer(session, 'query', { query: 'select owned.net_price(121)' }))).toEqual(['100.00']);
    expect(first(await answer(session, 'query', { query: 'select net from priced' }))).toEqual(['100.00']);
    expect(await call(session, 'query', { query: 'select other_price(1)' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('other_price'),
    });
    await session.close();
  });

  test.each(['load_file', 'get_lock', 'SLEEP', 'nextval'])(
    'what does more than read cannot be allowed: %s',
    async (name) => {
      expect(() => subject.open({ allowed_functions: `net_price, ${name}` })).toThrow(
        expect.objectContaining({
          detail: { fields: { allowed_functions: expect.stringContaining(`cannot be allowed: ${name}.`) } },
        }),
      );
      // As settings that were saved before this was asked.
      const saved = subject.kind.open({ ...subject.settings, allowed_functions: [name, `owned.${name}`] }, loopback);
      for (const query of [`select ${name}('canary', 0)`, `select \`${name}\`('/etc/hostname')`])
        expect(await call(saved, 'query', { query }), query).toMatchObject({
          ok: false,
          reason: expect.stringContaining('not one that is known to only read'),
        });
      await saved.close();
    },
  );

  test('a function of a user by such a name is called with its schema, where the server takes it for theirs', async () => {
    await admin.run('create function owned.load_file(x int) returns int deterministic return x + 1');
    const session = subject.open({ allowed_functions: ['owned.load_file'] });
    expect(first(await answer(session, 'query', { query: 'select owned.load_file(1)' }))).toEqual([2]);
    expect(await call(session, 'query', { query: "select load_file('/etc/hostname')" })).toMatchObject({ ok: false });
    await session.close();
  });

  test('a name that is no name of a function is told at its field', () => {
    expect(() => subject.open({ allowed_functions: 'net_price(1)' })).toThrow();
  });

  test('a view whose body the user may not see is refused, and says which right is missing', async () => {
    const session = subject.open({ username: 'owned_reader', password: 'reader' });
    expect(first(await answer(session, 'query', { query: 'select price from prices' }))).toEqual(['121.00']);
    expect(await call(session, 'query', { query: 'select * from plain' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('SHOW VIEW'),
    });
    await admin.run('grant show view on owned.* to owned_reader');
    const now = subject.open({ username: 'owned_reader', password: 'reader', timeout_s: 4 });
    expect(first(await answer(now, 'query', { query: 'select * from plain' }))).toEqual([1]);
    await session.close();
    await now.close();
  });

  test('what the user itself may do is shown, without a hash of its password', async () => {
    const session = subject.open({ username: 'owned_reader', password: 'reader' });
    for (const query of ['show grants', '/* mine */ SHOW GRANTS FOR current_user', 'show grants for current_user()']) {
      const { rows } = await answer(session, 'query', { query });
      expect(JSON.stringify(rows)).toMatch(/GRANT USAGE.*GRANT SELECT.*ON `owned`/);
      expect(JSON.stringify(rows)).not.toMatch(/IDENTIFIED|\*[0-9A-F]{8}/);
    }
    const refused = ['show grants for root@localhost', 'show grants for owned_reader', 'show grants for current_role'];
    refused.push("show grants for 'owned_reader'@'%'", 'show create user current_user()');
    for (const query of refused) {
      expect(await call(session, 'query', { query }), query).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/^SHOW .* is not allowed here/),
      });
    }
    await session.close();
  });

  test('the checksum of a table is told, and of no table of users', async () => {
    const session = subject.open();
    const { rows } = await answer(session, 'query', { query: 'checksum table prices extended' });
    expect(rows).toEqual([['owned.prices', expect.anything()]]);
    for (const query of ['checksum table mysql.user', 'checksum table prices; select 1', 'checksum tables'])
      expect(await call(session, 'query', { query }), query).toMatchObject({ ok: false });
    await session.close();
  });

  test('what is wrong with the arguments of a function is not taken for placeholders', async () => {
    const session = subject.open();
    const few = await call(session, 'query', { query: 'select ?' });
    expect(few).toMatchObject({ ok: false, reason: 'The parameters do not fit the placeholders.' });
    if (name === 'mysql') {
      expect(await call(session, 'query', { query: "select vector_to_string('x')" })).toMatchObject({
        reason: expect.stringContaining('Incorrect arguments to'),
      });
    }
    await session.close();
  });

  test('a mistake in a statement is told in the words of the server', async () => {
    const session = subject.open();
    for (const query of ['selec * from prices', 'select * form prices', 'explain selec 1', 'selec']) {
      expect(await call(session, 'query', { query }), query).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/syntax.*near|doesn't exist|Unknown/),
      });
    }
    await session.close();
  });

  test('a writer does not change users, settings or files of the server', async () => {
    const session = subject.open({ allow_writes: true });
    const before = await admin.run('select count(*) as users from mysql.user');
    for (const query of [
      "insert into mysql.user (host, user) values ('%', 'x')",
      "update `mysql` . `db` set user = 'x'",
      'delete from prices where id in (select 1 from mysql.user)',
      'drop database mysql',
      'alter schema sys default character set utf8mb4',
      "update performance_schema.setup_instruments set enabled = 'NO'",
      "select 1 into outfile '/tmp/patchbay-write'",
      "with a as (select 1) select * from a into outfile '/tmp/patchbay-write'",
      "load data infile '/etc/hostname' into table prices",
      "create table elsewhere (id int) engine=federated connection='mysql://x@127.0.0.1/a/b'",
      "create table files (line text) engine = connect table_type=dos file_name='/etc/hostname'",
      "create table moved (id int) data directory='/tmp'",
      "create table t as select get_lock('canary', 0)",
      'show grants',
      "set password = 'x'",
      'create user x',
      "create function f returns integer soname 'x.so'",
      'create trigger t before insert on prices for each row set new.id = 1',
    ])
      expect(await call(session, 'write', { query }), query).toMatchObject({ ok: false });
    expect(await admin.run('select count(*) as users from mysql.user')).toEqual(before);
    for (const query of [
      'create table made (id int primary key, type varchar(10), note text) engine=InnoDB default charset=utf8mb4',
      "insert into made (id, type) values (1, 'a'), (2, upper('b'))",
      'update made set note = concat(type, id) where id > 1',
      "replace into made values (1, 'c', 'd')",
      'alter table made add column n int, add index by_type (type)',
      'create or replace view of_made as select id from made',
      'delete from made where id = 1',
      'truncate table made',
      'drop view of_made',
      'drop table made',
    ])
      expect(await call(session, 'write', { query }), query).toMatchObject({ ok: true });
    await session.close();
  });

  test('generated columns call no function of a user: the server itself refuses to make them', async () => {
    for (const kind of ['virtual', 'stored'])
      await expect(
        admin.run(`create table generated_${kind} (a decimal(8,2), b decimal(8,2) as (net_price(a)) ${kind})`),
      ).rejects.toThrow(/function|generated/i);
  });

  test('a function of a user by the name of one of the server is not called, however it is written', async () => {
    await admin.run("create function `count`(x int) returns int deterministic return get_lock('canary', 0)");
    const session = subject.open();
    for (const query of ['select count (1)', 'select `count`(1)', 'select count /* x */ (1)'])
      expect(await call(session, 'query', { query }), query).toMatchObject({ ok: false });
    expect(await admin.run("select is_free_lock('canary') as free")).toEqual([{ free: 1 }]);
    await admin.run('drop function `count`');
    await session.close();
  });

  test('the limit of rows does not hide a view from the check', async () => {
    for (let n = 0; n < 4; n++) await admin.run(`create or replace view aa_${n} as select id from prices`);
    const session = subject.open({ max_rows: 1 });
    const query = 'select * from aa_0, aa_1, aa_2, aa_3, priced';
    expect(await call(session, 'query', { query, limit: 1 })).toMatchObject({ ok: false });
    await session.close();
  });
});
