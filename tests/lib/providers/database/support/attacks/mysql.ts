import mysql from 'mysql2/promise';
import { mySqlAdmin, type SqlAdmin } from '../admins';
import { layBait, MARK } from '../canary';
import { subjectOn } from '../subjects';
import { expand, readCorpus } from './corpus';
import { ask, runSetup, TIMEOUT_S } from './run';
import { directSession, type Target } from './target';

const DATABASE = 'attacks';
const PLAIN = { user: 'attacks_plain', password: 'plain-words' };

type SetupStatement = string | { mariadb_only: string };

export async function mySqlTarget(engine: 'mysql' | 'mariadb', as: 'root' | 'plain user'): Promise<Target> {
  const subject = subjectOn(engine, DATABASE);
  const { host, port, user, password } = subject.server;
  const attacker = as === 'root' ? { user, password } : PLAIN;
  const bait = layBait();
  const connect = async (who: { user: string; password: string }, database?: string) => {
    const connection = await mysql.createConnection({ host, port, ...who, database, multipleStatements: true });
    connection.on('error', () => {});
    return connection;
  };
  const root = await connect({ user, password });
  // What an attempt locked is a fault to report, not to wait for.
  await root.query('set lock_wait_timeout = 2, innodb_lock_wait_timeout = 2');
  const rows = async (sql: string) => (await root.query(sql))[0] as Record<string, unknown>[];

  async function clean(): Promise<void> {
    await root.query('unlock tables');
    await root.query(`drop database if exists ${DATABASE}; drop database if exists attack_db`);
    const left = await rows("select user as user, host as host from mysql.user where user like 'attack%'");
    for (const { user, host } of left as { user: string; host: string }[])
      await root.query('drop user ?@?', [user, host]);
    await root.query('drop server if exists attacks_server; drop server if exists attack_server');
  }

  let admin: SqlAdmin | null = null;
  let standing: Awaited<ReturnType<typeof standBy>> | null = null;
  let variables = '';
  let hash = '';

  async function start(): Promise<void> {
    await clean();
    admin = await mySqlAdmin(subject.server, DATABASE);
    await root.query(`create user ${PLAIN.user}@'%' identified by '${PLAIN.password}'`);
    await root.query(`create user attacks_hashed@'%' identified by 'the-words-of-the-hashed'`);
    await root.query(
      "create server attacks_server foreign data wrapper mysql options (user 'x', host '127.0.0.1', password 'the-password-of-a-server')",
    );
    const values = { file: bait.file, out: bait.out };
    const statements = readCorpus<SetupStatement>('mysql').setup.flatMap((statement) => {
      if (typeof statement === 'string') return [statement];
      return engine === 'mariadb' ? [statement.mariadb_only] : [];
    });
    const { run } = admin;
    await run('set group_concat_max_len = 1000000');
    await runSetup(statements, (sql) => run(expand(sql, values) as string));
    await root.query(`grant all on ${DATABASE}.* to ${PLAIN.user}@'%'`);
    // Salted, so every start makes another one.
    const [account] = await rows(
      `select ${engine === 'mariadb' ? 'substr(authentication_string, 2, 20)' : 'right(authentication_string, 20)'} as tail
         from mysql.user where user = 'attacks_hashed'`,
    );
    hash = String(account?.tail);
    standing = await standBy();
    variables = await globalVariables();
  }

  async function standBy() {
    const [waiting, busy] = [await connect(attacker, DATABASE), await connect(attacker, DATABASE)];
    const seen = { cancelled: false };
    busy.query('select sleep(3600) as cut').then(
      () => {
        seen.cancelled = true;
      },
      () => {
        seen.cancelled = true;
      },
    );
    return { pid: waiting.threadId, busyPid: busy.threadId, seen, end: () => [waiting.destroy(), busy.destroy()] };
  }

  async function stop(): Promise<void> {
    const busyPid = standing?.busyPid;
    standing?.end();
    standing = null;
    if (busyPid) await root.query(`kill ${busyPid}`).catch(() => {});
    await admin?.close().catch(() => {});
    admin = null;
  }

  async function globalVariables(): Promise<string> {
    const all = await rows('show global variables');
    return JSON.stringify(
      all.filter(({ Variable_name: name }) => !/gtid|timestamp|error_count|warning_count/i.test(String(name))),
    );
  }

  await start();
  const restoreVariables = (await rows('select @@global.max_connections as most, @@global.sql_mode as mode'))[0];
  const tables = (
    await rows(
      `select table_name as name from information_schema.tables where table_schema = '${DATABASE}' and table_type = 'BASE TABLE'`,
    )
  )
    .map(({ name }) => `${DATABASE}.${name}`)
    .join(', ');

  return {
    open: () => subject.open({ username: attacker.user, password: attacker.password, timeout_s: TIMEOUT_S }),
    openDirectly() {
      const connection = connect(attacker, DATABASE);
      return directSession(
        async ({ query, params }) => {
          const [answer] = await (await connection).query(String(query), params);
          return JSON.parse(
            JSON.stringify({ rows: answer }, (_key, value) =>
              value?.type === 'Buffer' ? String(Buffer.from(value)) : value,
            ),
          );
        },
        async () => (await connection).end(),
      );
    },
    values: () => ({
      file: bait.file,
      out: bait.out,
      database: DATABASE,
      pid: String(standing?.pid),
      busy: String(standing?.busyPid),
      long: 'x'.repeat(50_000),
    }),
    secrets: () => [MARK, hash, 'the-password-of-a-server'],
    async read() {
      const sequence =
        engine === 'mariadb'
          ? await rows(`select next_not_cached_value as n from ${DATABASE}.canary_seq`).catch(String)
          : 0;
      // Fails at once while anybody holds a lock over tables or rows.
      const writes = await admin
        ?.run(
          'set innodb_lock_wait_timeout = 1, lock_wait_timeout = 1; start transaction; update canary set amount = amount where id = 1; rollback',
        )
        .then(() => 'possible', String);
      const variablesNow = await globalVariables();
      return {
        sequence,
        writes,
        tables: await rows(`checksum table ${tables}`).catch(String),
        catalogue: await admin?.run(CATALOGUE).catch(String),
        accounts: JSON.stringify(await rows(`select * from mysql.user where user like 'attack%' or user = '${user}'`)),
        servers: await rows("select * from mysql.servers where server_name like 'attack%'"),
        locks: await rows(`select ${LOCKS.map((lock, at) => `is_used_lock('${lock}') is null as l${at}`).join(', ')}`),
        transactions: await rows(
          `select count(*) as n from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id where p.db = '${DATABASE}'`,
        ),
        others: await rows(
          `select id as id from information_schema.processlist where id in (${standing?.pid}, ${standing?.busyPid}) order by 1`,
        ),
        ...standing?.seen,
        variables: variablesNow === variables,
        files: bait.wasWritten(),
      };
    },
    async readSession(session) {
      return {
        variables_: await ask(session, INSIDE),
        own: await ask(session, 'select @attack'),
        lastId: await ask(session, 'select last_insert_id()'),
        temporary: await ask(session, 'select count(*) from attack_temp'),
      };
    },
    async restore() {
      await stop();
      await root.query('set global max_connections = ?', [restoreVariables?.most]);
      bait.empty();
      await start();
    },
    async close() {
      await stop();
      await clean();
      await root.end();
      bait.remove();
    },
  };
}

const LOCKS = [
  'attack',
  'view',
  'odd name',
  'keyword',
  'letters',
  'now',
  'aggregate',
  'explained',
  'analyze',
  'derived',
  'alive',
  'well',
  'kicking',
];

const INSIDE = `select database(), current_user(), @@autocommit, @@sql_mode, @@time_zone, @@character_set_client,
  @@collation_connection, @@max_join_size, @@foreign_key_checks, @@unique_checks, @@group_concat_max_len,
  @@last_insert_id, @@insert_id, @@lock_wait_timeout, @@transaction_isolation`;

const CATALOGUE = `select
  (select group_concat(table_name, table_type, engine, table_comment order by 1) from information_schema.tables where table_schema = '${DATABASE}') as tables_,
  (select count(*) from information_schema.columns where table_schema = '${DATABASE}') as columns_,
  (select count(*) from information_schema.statistics where table_schema = '${DATABASE}') as indexes_,
  (select group_concat(routine_name, last_altered order by 1) from information_schema.routines where routine_schema = '${DATABASE}') as routines,
  (select group_concat(trigger_name order by 1) from information_schema.triggers where trigger_schema = '${DATABASE}') as triggers_,
  (select group_concat(event_name, status order by 1) from information_schema.events where event_schema = '${DATABASE}') as events,
  (select md5(group_concat(view_definition order by table_name)) from information_schema.views where table_schema = '${DATABASE}') as views,
  (select group_concat(schema_name, default_character_set_name order by 1) from information_schema.schemata where schema_name like 'attack%') as databases_`;
