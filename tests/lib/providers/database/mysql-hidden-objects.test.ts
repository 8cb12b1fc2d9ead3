import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mySqlAdmin, type SqlAdmin } from './support/admins';
import { answer, call, subjectOn } from './support/subjects';

const READER = { username: 'hidden_reader', password: 'reader' };

/**
 * A view runs with the rights of whoever made it, so it may read tables and views and call functions that the user who
 * reads it is not shown. The reader may use the schema `hidden_front` alone; the views there lead to `hidden_back`.
 */
describe.each(['mariadb', 'mysql'] as const)('what %s hides from the user who reads', (name) => {
  const DATABASE = 'hidden_front';
  const subject = subjectOn(name, DATABASE);
  let admin: SqlAdmin;
  let session: DatabaseSession;

  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, DATABASE);
    for (const sql of [
      'drop database if exists hidden_back',
      'create database hidden_back',
      'create table hidden_back.stock (id int, name varchar(20), added date)',
      "insert into hidden_back.stock values (1, 'xlampx', '2024-05-06')",
      "create view hidden_back.locks as select get_lock('hidden', 0) as taken",
      'create table hidden_back.log (n int) engine=myisam',
      `create function hidden_back.writes() returns int modifies sql data
         begin insert into hidden_back.log values (1); return 1; end`,
      'create view hidden_back.writing as select hidden_back.writes() as x',
      'create view hidden_back.over_locks as select taken from hidden_back.locks',
      'create view from_locks as select taken from hidden_back.locks',
      'create view from_over_locks as select t.taken from (select * from hidden_back.over_locks) t',
      'create view joined as select s.id from hidden_back.stock s, hidden_back.locks l where l.taken = s.id',
      'create view nested as select 1 as x from dual where exists (select 1 from hidden_back.locks)',
      'create view common as with w as (select taken from hidden_back.locks) select taken from w',
      'create view over_view as select taken from from_locks',
      'create view direct as select hidden_back.writes() as x',
      "create function `count`(x int) returns int deterministic return get_lock('hidden', 0)",
      'create view shadowed as select `count` (1) as taken',
      'create view over_shadowed as select taken from shadowed',
      `create view plain as select id, trim(both 'x' from s.name) as name, extract(year from s.added) + 0.5 as year,
         substring(s.name from 2) as rest from hidden_back.stock s`,
      'create view unsafe_union as select id from hidden_back.stock union select taken from hidden_back.locks',
      'create table own (id int)',
      'insert into own values (7)',
      `create view of_own as select o.id, p.id as other, (select count(*) from own) as n, count(p.id) over () as c
         from own o left join own p using (id) where exists (select 1 from (own q join own r on q.id = r.id))`,
      "create view of_json as select j.v from own, json_table('[1]', '$[*]' columns (v int path '$')) j",
      'drop user if exists hidden_reader',
      "create user hidden_reader identified by 'reader'",
      'grant select, show view on hidden_front.* to hidden_reader',
      ...(name === 'mariadb'
        ? [
            "create function regexp_like(a text, b text) returns int deterministic return get_lock('hidden', 0)",
            "create view other_shadow as select regexp_like('a', 'b') as taken",
            'create view numbers as select seq from seq_1_to_3',
            'create view far_numbers as select seq from hidden_back.seq_1_to_3',
          ]
        : []),
    ])
      await admin.run(sql);
    session = subject.open(READER);
  }, 60_000);
  afterAll(async () => {
    await session.close();
    await admin.run('drop user hidden_reader; drop database hidden_back; drop database hidden_front');
    await admin.close();
  });

  const query = (sql: string, on = session) => call(on, 'query', { query: sql });
  const effects = () => admin.run("select is_free_lock('hidden') as free, (select count(*) from hidden_back.log) as n");

  const hiding: [view: string, inner: string][] = [
    ['from_locks', 'hidden_back.locks'],
    ['from_over_locks', 'hidden_back.over_locks'],
    ['joined', 'hidden_back.'],
    ['nested', 'hidden_back.locks'],
    ['common', 'hidden_back.locks'],
    ['over_view', 'hidden_back.locks'],
    ['unsafe_union', 'hidden_back.'],
    ['plain', 'hidden_back.stock'],
  ];
  if (name === 'mariadb') hiding.push(['far_numbers', 'hidden_back.seq_1_to_3']);
  test.each(hiding)(
    'a view over what the user is not shown is refused, and says what to grant: %s',
    async (view, inner) => {
      expect(await query(`select * from ${view}`)).toMatchObject({
        ok: false,
        reason: expect.stringMatching(new RegExp(`${inner.replace('.', '\\.')}.*grant.*SHOW VIEW`, 'i')),
      });
      expect(await effects()).toEqual([{ free: 1, n: 0 }]);
    },
  );

  test.each(['direct', 'shadowed', 'over_shadowed', ...(name === 'mariadb' ? ['other_shadow'] : [])])(
    'a view that calls a function that the user is not shown is refused: %s',
    async (view) => {
      expect(await query(`select * from ${view}`)).toMatchObject({
        ok: false,
        reason: expect.stringContaining('not one that is known to only read'),
      });
      expect(await effects()).toEqual([{ free: 1, n: 0 }]);
    },
  );

  test.each(['of_own', 'of_json', ...(name === 'mariadb' ? ['numbers'] : [])])(
    'a view over what the user is shown is read: %s',
    async (view) => {
      expect(await query(`select * from ${view}`)).toMatchObject({ ok: true });
    },
  );

  test('what the refusal asks to be granted lets the view be read, and does not let its table be', async () => {
    await admin.run(
      'grant show view on hidden_back.stock to hidden_reader; grant select, show view on hidden_back.over_locks to hidden_reader',
    );
    const now = subject.open({ ...READER, max_rows: 10 });
    expect(await answer(now, 'query', { query: 'select * from plain' })).toMatchObject({
      rows: [[1, 'lamp', '2024.5', 'lampx']],
    });
    await expect(query('select * from hidden_back.stock', now)).resolves.toMatchObject({ ok: false });
    expect(await query('select * from from_over_locks', now)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('hidden_back.locks'),
    });
    expect(await effects()).toEqual([{ free: 1, n: 0 }]);
    await now.close();
  });

  test('a table that joins others can only join MyISAM tables of this server', async () => {
    await admin.run('create table parts (x int) engine=innodb');
    await admin.run('create table whole (x int) engine=merge union=(parts)');
    await expect(query('select * from whole')).resolves.toMatchObject({
      ok: false,
      reason: expect.stringMatching(/non-MyISAM|differently defined/),
    });
  });

  // MariaDB's FEDERATED is a plugin that its bare server comes without.
  if (name === 'mysql') {
    test('a table of another server is refused, also in a view that hides it, and its server is not asked', async () => {
      const { user, password, host, port } = subject.server;
      await admin.run(`drop server if exists hidden_server;
      create server hidden_server foreign data wrapper mysql
        options (user '${user}', password '${password}', host '${host}', port ${port}, database 'hidden_back');
      create table hidden_back.far (x int) engine=federated connection='hidden_server/writing';
      create table near_far (x int) engine=federated connection='hidden_server/writing';
      create view from_far as select x from hidden_back.far;
      create view from_near_far as select x from near_far;
      truncate table hidden_back.log`); // MariaDB has looked at the far table to make the near one
      const logged = async () =>
        ((await admin.run('select count(*) as n from hidden_back.log')) as { n: number }[])[0]?.n;
      try {
        for (const view of ['from_far', 'from_near_far', 'near_far'])
          expect(await query(`select * from ${view}`), view).toMatchObject({
            ok: false,
            reason: expect.stringMatching(/far/),
          });
        const trusted = subject.open();
        for (const table of ['from_far', 'hidden_back.far', 'from_near_far'])
          expect(await query(`select * from ${table}`, trusted), table).toMatchObject({
            ok: false,
            reason: expect.stringContaining('its engine FEDERATED may reach beyond this server'),
          });
        await trusted.close();
        expect(await logged()).toBe(0);
        // What would have happened: reading the table runs a function that writes, over there.
        await admin.run('select * from hidden_front.from_far');
        expect(await logged()).toBeGreaterThan(0);
      } finally {
        await admin.run('drop server hidden_server; truncate table hidden_back.log');
      }
    });
  }
});

describe('the passwords of other servers that MySQL knows', () => {
  const DATABASE = 'other_servers';
  const SECRET = 'password-of-another-server';
  const subject = subjectOn('mysql', DATABASE);
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, DATABASE);
    session = subject.open();
  });
  afterAll(async () => {
    await session.close();
    await admin.run(`drop database ${DATABASE}`);
    await admin.close();
  });

  test('are in no answer', async () => {
    const { host, port } = subject.server;
    await admin.run(`drop server if exists secret_server; drop user if exists other_server;
      create user other_server identified by '${SECRET}'; grant all on ${DATABASE}.* to other_server;
      create table near (x int);
      create server secret_server foreign data wrapper mysql
        options (user 'other_server', password '${SECRET}', host '${host}', port ${port}, database '${DATABASE}');
      create table far (x int) engine=federated
        connection='mysql://other_server:${SECRET}@${host}:${port}/${DATABASE}/near'`);
    expect(JSON.stringify(await admin.run('show create table far'))).toContain(SECRET);
    expect(JSON.stringify(await admin.run('select * from mysql.servers'))).toContain(SECRET);
    for (const query of [
      'show create table far',
      `show create table \`${DATABASE}\`.far`,
      'show create server secret_server',
      'select * from mysql.servers',
      'show table status',
      "show table status like 'far'",
      `select * from information_schema.tables where table_schema = '${DATABASE}'`,
      `select * from information_schema.partitions where table_schema = '${DATABASE}'`,
      'explain select * from far',
    ]) {
      const outcome = await call(session, 'query', { query }).catch((error) => ({ ok: false, reason: error.message }));
      expect(JSON.stringify(outcome), query).not.toContain(SECRET);
      if (/create|mysql\.servers/.test(query)) expect(outcome, query).toMatchObject({ ok: false });
    }
    const described = await answer(session, 'schema', { table: 'far' });
    expect(JSON.stringify(described)).not.toContain(SECRET);
    await admin.run('drop server secret_server; drop user other_server');
  });

  test('and the schema tool asks none of them', async () => {
    let asked = 0;
    const other = createServer((socket) => {
      asked++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await admin.run(`create table here (id int primary key, note text comment 'kept'); insert into here values (1, 'a');
      analyze table here;
      create table there (id int primary key) engine=federated connection='mysql://x@127.0.0.1:${port}/a/b'`);
    const { tables } = await answer(session, 'schema', { search: 'here' });
    expect(tables).toEqual([
      { schema: DATABASE, name: 'here', type: 'table', row_estimate: 1, comment: null },
      { schema: DATABASE, name: 'there', type: 'table', row_estimate: null, comment: null },
    ]);
    expect(await answer(session, 'schema', { table: 'there' })).toMatchObject({
      columns: [{ name: 'id' }],
      indexes: [],
    });
    expect(asked).toBe(0);
    await answer(session, 'query', { query: "show table status like 'there'" }); // where MySQL does ask
    expect(asked).toBeGreaterThan(0);
    await admin.run('drop table there');
    other.close();
  });
});

describe('what MariaDB samples of passwords of other servers', () => {
  const DATABASE = 'sampled_servers';
  const SECRET = 'password-of-another-server';
  const subject = subjectOn('mariadb', DATABASE);

  test('is in no answer', async () => {
    const admin = await mySqlAdmin(subject.server, DATABASE);
    await admin.run(`create server sampled_server foreign data wrapper mysql options (host 'localhost', password '${SECRET}');
      analyze table mysql.servers persistent for all; create view samples as select min_value from mysql.column_stats`);
    const sampled = "from mysql.column_stats where table_name = 'servers' and column_name = 'Password'";
    expect(JSON.stringify(await admin.run(`select convert(max_value using utf8mb4) as max ${sampled}`))).toContain(
      SECRET,
    );
    const session = subject.open();
    for (const query of [
      `select max_value ${sampled}`,
      `analyze select min_value ${sampled}`,
      'select * from samples',
    ]) {
      expect(await call(session, 'query', { query }), query).toMatchObject({
        ok: false,
        reason: expect.stringContaining('may not be read here'),
      });
    }
    await session.close();
    await admin.run(`drop server sampled_server; delete from mysql.column_stats; drop database ${DATABASE}`);
    await admin.close();
  });
});
