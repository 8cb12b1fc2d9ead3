import { readdirSync } from 'node:fs';
import pg from 'pg';
import { postgresAdmin, type SqlAdmin } from '../admins';
import { layBait, MARK } from '../canary';
import { subjectOn } from '../subjects';
import { expand, readCorpus } from './corpus';
import { ask, runSetup, TIMEOUT_S } from './run';
import { directSession, type Session, type Target } from './target';

const DATABASE = 'attacks';
const MADE = 'attacks_made';
const PLAIN = { user: 'attacks_plain', password: 'plain-words' };
const HASH = '5f4dcc3b5aa765d61d8327deb882cf99';

/** By the given user. Every run starts from a copy of one prepared database. */
export async function postgresTarget(as: 'superuser' | 'plain role'): Promise<Target> {
  const subject = subjectOn('postgres', DATABASE);
  const { host, port, user, password } = subject.server;
  const attacker = as === 'superuser' ? { user, password } : PLAIN;
  const bait = layBait();
  const url = (who: { user: string; password: string }) =>
    `postgresql://${who.user}:${encodeURIComponent(who.password)}@${host}:${port}/${DATABASE}`;
  const connect = async (who: { user: string; password: string }, database: string) => {
    const client = new pg.Client({ host, port, ...who, database });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const root = await connect({ user, password }, 'postgres');

  async function prepare(): Promise<void> {
    await clean();
    const admin: SqlAdmin = await postgresAdmin(subject.server, MADE);
    await admin.run(`create role ${PLAIN.user} login password '${PLAIN.password}'`);
    await admin.run(`create role attacks_hashed password 'md5${HASH}'`);
    await admin.run('create role attacks_nobody');
    const values = { file: bait.file, out: bait.out, url: url({ user, password }) };
    await runSetup(readCorpus<string>('postgres').setup, (sql) => admin.run(expand(sql, values) as string));
    await admin.run(`grant all on all tables in schema public to ${PLAIN.user}`);
    await admin.run(`grant all on all sequences in schema public to ${PLAIN.user}`);
    await admin.run(`grant all on schema public, shadowing to ${PLAIN.user}`);
    await admin.run(`grant ${PLAIN.user} to ${user}`);
    await admin.run(`grant all on large object 4711, 4712 to ${PLAIN.user}`);
    await admin.run(`grant all on foreign server own_loop, own_files to ${PLAIN.user}`);
    await admin.close();
  }

  async function clean(): Promise<void> {
    const made = await root.query(`select 1 from pg_database where datname = '${MADE}'`);
    if (made.rowCount) {
      const client = await connect({ user, password }, MADE);
      const { rows } = await client.query(
        'select subname from pg_subscription s join pg_database d on d.oid = subdbid where datname = current_database()',
      );
      for (const { subname } of rows) {
        await client.query(`alter subscription ${subname} disable`);
        await client.query(`alter subscription ${subname} set (slot_name = none)`);
        await client.query(`drop subscription ${subname}`);
      }
      await client.end();
    }
    await dropLeftovers();
    await root.query(`drop database if exists ${MADE} with (force)`);
    for (const role of [PLAIN.user, 'attacks_hashed', 'attacks_nobody'])
      await root.query(`drop role if exists ${role}`);
  }

  /** What attempts leave outside of their own database, and that database. */
  async function dropLeftovers(): Promise<void> {
    await root.query(
      "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name like 'attack%'",
    );
    await root.query(
      "select pg_replication_origin_drop(roname) from pg_replication_origin where roname like 'attack%'",
    );
    await root.query(`drop database if exists ${DATABASE} with (force)`);
    await root.query('drop database if exists attack_db with (force)');
    const { rows } = await root.query("select rolname from pg_roles where rolname ~ '^attack_'");
    for (const { rolname } of rows) await root.query(`drop role ${rolname}`);
    await root.query('alter system reset all');
    await root.query('select pg_reload_conf()');
  }

  let admin = root;
  let answered: string[] | null = null;
  let standing: Awaited<ReturnType<typeof standBy>> | null = null;

  async function standBy() {
    const [waiting, busy] = [await connect(attacker, DATABASE), await connect(attacker, DATABASE)];
    const seen = { notifications: 0, cancelled: false };
    waiting.on('notification', () => {
      seen.notifications += 1;
    });
    await waiting.query('listen attack');
    const pidOf = async (client: pg.Client) => (await client.query('select pg_backend_pid() as pid')).rows[0].pid;
    const [pid, busyPid] = [await pidOf(waiting), await pidOf(busy)];
    busy.query('select pg_sleep(3600)').catch(() => {
      seen.cancelled = true;
    });
    const end = () => Promise.allSettled([waiting.end(), root.query(`select pg_terminate_backend(${busyPid})`)]);
    return { pid, busyPid, seen, end };
  }

  async function start(): Promise<void> {
    await root.query(`create database ${DATABASE} template ${MADE}`);
    await root.query("select pg_create_physical_replication_slot('attacks_slot')");
    if (as === 'plain role') await root.query(`grant all on database ${DATABASE} to ${PLAIN.user}`);
    admin = await connect({ user, password }, DATABASE);
    standing = await standBy();
  }

  async function restore(): Promise<void> {
    await stop();
    await dropLeftovers();
    bait.empty();
    await start();
  }

  async function stop(): Promise<void> {
    await standing?.end();
    standing = null;
    if (admin !== root) await admin.end().catch(() => {});
    admin = root;
  }

  await prepare();
  await start();
  const hash = (await root.query('select rolpassword from pg_authid where rolname = $1', [user])).rows[0].rolpassword;
  await root.query('select setseed(0.5)');
  const seeded = (await root.query('select random() as r from generate_series(1, 20)')).rows.map(({ r }) => String(r));

  return {
    open: () => subject.open({ username: attacker.user, password: attacker.password, timeout_s: TIMEOUT_S }),
    openDirectly() {
      const client = connect(attacker, DATABASE);
      return directSession(
        async ({ query, params }) => {
          const { rows } = await (await client).query({
            text: String(query),
            values: params as string[],
            rowMode: 'array',
          });
          return JSON.parse(JSON.stringify({ rows: rows ?? [] }));
        },
        async () => (await client).end(),
      );
    },
    values: () => ({
      file: bait.file,
      out: bait.out,
      database: DATABASE,
      url: url(attacker),
      pid: String(standing?.pid),
      busy: String(standing?.busyPid),
      long: 'x'.repeat(50_000),
    }),
    secrets: () => [
      MARK,
      HASH,
      'the-password-of-a-mapping',
      'the-password-of-a-subscription',
      'nobody_may',
      ...String(hash)
        .split(/[$:]/)
        .filter((part) => part.length > 20),
    ],
    async read() {
      const pids = [standing?.pid, standing?.busyPid].join(',');
      const { rows } = await admin.query({ text: OUTSIDE.replaceAll(':pids', pids), name: 'outside' });
      return { ...rows[0], ...standing?.seen, files: bait.wasWritten(), names: readdirSync(bait.folder) };
    },
    async readSession(session) {
      answered ??= await chooseAnswered(session);
      const rows = await ask(session, `select ${answered.join(', ')}`);
      const [row] = Array.isArray(rows) ? rows : [rows];
      const values = Array.isArray(row) ? row : [row];
      const random = answered.includes(RANDOM) ? String(values[answered.indexOf(RANDOM)]) : '';
      return { session: values.filter((value) => String(value) !== random), isSeeded: seeded.includes(random) };
    },
    restore,
    async close() {
      await stop();
      await clean();
      await root.end();
      bait.remove();
    },
  };
}

const RANDOM = 'random()';
/** A name with a dot is of a library, and appears when the library is loaded. */
const IN_SESSION = [
  `(select string_agg(name || '=' || setting, ', ' order by name) from pg_settings where name !~ '[.]')`,
  `(select count(*) from pg_prepared_statements where name like 'attack%')`,
  `(select count(*) from pg_cursors where name like 'attack%')`,
  'current_user',
  'session_user',
  "current_setting('attack.left', true)",
  '(select count(*) from pg_listening_channels())',
  RANDOM,
];

/** In one statement, because each costs; without what a reader refuses to agents anyway. */
async function chooseAnswered(session: Session): Promise<string[]> {
  const answered: string[] = [];
  for (const expression of IN_SESSION) {
    if (Array.isArray(await ask(session, `select ${expression}`))) answered.push(expression);
  }
  return answered;
}

/** Objects that users made; the server's own are only counted. */
const CATALOGUES = [
  'pg_proc',
  'pg_type',
  'pg_constraint',
  'pg_namespace',
  'pg_extension',
  'pg_event_trigger',
  'pg_trigger',
  'pg_rewrite',
  'pg_policy',
  'pg_publication',
  'pg_foreign_server',
  'pg_user_mapping',
  'pg_cast',
  'pg_operator',
  'pg_collation',
  'pg_conversion',
  'pg_language',
  'pg_am',
  'pg_ts_dict',
  'pg_statistic_ext',
  'pg_default_acl',
  'pg_largeobject_metadata',
  'pg_enum',
];

const hashOf = (name: string) =>
  `(select count(*) || coalesce(md5(string_agg(c::text, ',' order by oid) filter (where oid >= 16384)), '') from ${name} c) as ${name}`;

const OUTSIDE = `select ${CATALOGUES.map(hashOf).join(', ')},
  (select json_object_agg(relname, md5(query_to_xml(format('table %I.%I', nspname, relname), true, true, '')::text))
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'm', 'S') and nspname = 'public' and relname <> 'big_words') as rows,
  (select json_agg(array[relname::text, relowner::text, relkind::text, relpersistence::text, relfilenode::text, reloptions::text, relacl::text] order by oid)
    from pg_class where oid >= 16384 and relnamespace <> 'pg_toast'::regnamespace) as relations,
  (select md5(string_agg(a::text, ',' order by attrelid, attnum)) from pg_attribute a where attrelid >= 16384) as columns,
  (select array[reltuples, relpages] from pg_class where oid = 'canary'::regclass) as tuples,
  (select md5(string_agg(s::text, ',' order by staattnum)) from pg_statistic s where starelid = 'canary'::regclass) as statistics,
  (select count(*) from pg_description) as comments, (select count(*) from pg_seclabel) as labels,
  (select json_agg(array[loid::text, pageno::text, md5(data)] order by loid, pageno) from pg_largeobject) as large_objects,
  (select json_agg(array[rolname::text, rolsuper::text, rolpassword] order by 1) from pg_authid where rolname ~ '^attack' or rolname = current_user) as roles,
  (select count(*) from pg_auth_members) as members,
  (select json_agg(array[datname::text, datacl::text] order by 1) from pg_database where datname like 'attack%') as databases,
  (select count(*) from pg_tablespace) as tablespaces, (select count(*) from pg_subscription) as subscriptions,
  (select json_agg(s) from (select setdatabase, setrole, setconfig from pg_db_role_setting) s) as role_settings,
  (select json_agg(array[slot_name::text, restart_lsn::text] order by 1) from pg_replication_slots where slot_name like 'attack%') as slots,
  (select json_agg(roname) from pg_replication_origin where roname like 'attack%') as origins,
  (select count(*) from pg_prepared_xacts) as prepared_transactions,
  (select json_agg(array[name, setting] order by 1) from pg_file_settings) as file_settings, pg_conf_load_time()::text as loaded_at,
  (select json_agg(f order by f) from pg_ls_dir('.') f where f !~ 'postmaster|log') as data_folder,
  (select json_agg(f) from pg_ls_dir('pg_snapshots') f) as snapshots,
  (select json_agg(objid order by objid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())) as locks,
  (select count(*) from pg_locks where locktype = 'relation' and mode = 'AccessExclusiveLock' and database = (select oid from pg_database where datname = current_database())) as exclusive_locks,
  (select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%') as open_transactions,
  (select count(*) from pg_stat_activity where datname = current_database() and (query like '%dblink%' or application_name = 'dblink') and pid <> pg_backend_pid() and state = 'active') as remote,
  (select json_agg(pid order by pid) from pg_stat_activity where pid in (:pids)) as others,
  (select stats_reset::text from pg_stat_database where datname = current_database()) as reset_at,
  (select json_agg(stats_reset) from (select stats_reset from pg_stat_bgwriter union all select stats_reset from pg_stat_wal
     union all (select stats_reset from pg_stat_io limit 1) union all select stats_reset from pg_stat_archiver) s) as resets,
  (select json_agg(stats_reset order by name) from pg_stat_slru) as cache_resets`;
