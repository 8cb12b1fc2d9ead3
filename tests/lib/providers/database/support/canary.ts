import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db } from 'mongodb';
import type { RedisAdmin, SqlAdmin } from './admins';

export const MARK = 'the-words-that-only-stand-in-a-file-of-the-server';

export type Bait = {
  folder: string;
  file: string;
  out: string;
  wasWritten(): boolean;
  /** Removes what was written. */
  empty(): void;
  remove(): void;
};

/** A file that a server could read, and a place where it could write: nothing of it may ever be seen in an answer. */
export function layBait(): Bait {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-bait-'));
  chmodSync(folder, 0o777);
  const file = path.join(folder, 'secret.txt');
  writeFileSync(file, `${MARK}\n`);
  chmodSync(file, 0o644);
  const out = path.join(folder, 'out');
  return {
    folder,
    file,
    out,
    wasWritten: () => existsSync(out) || readdirSync(folder).length !== 1,
    empty: () => {
      for (const name of readdirSync(folder)) {
        if (name !== path.basename(file)) rmSync(path.join(folder, name), { recursive: true, force: true });
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const CANARY = ['create table canary (id int primary key, note varchar(50))', "insert into canary values (1, 'alive')"];

const OF_POSTGRES = [
  ...CANARY,
  'create sequence canary_seq',
  'create materialized view canary_copy as select * from canary',
  `create function canary_wipe() returns int language sql as 'delete from canary returning id'`,
  `create function canary_escape() returns text language sql as
     $$ select set_config('default_transaction_read_only', 'off', false) || set_config('statement_timeout', '0', false) $$`,
  `create procedure canary_wipe_procedure() language sql as 'delete from canary'`,
  `create function canary_operator(int, int) returns int language sql as 'delete from canary returning id'`,
  'create operator @@@ (function = canary_operator, leftarg = int, rightarg = int)',
];
const OF_MYSQL = [
  ...CANARY,
  'create procedure canary_wipe() delete from canary',
  `create function canary_wipe_function() returns int modifies sql data
     begin delete from canary; return 1; end`,
];

export async function placePostgresCanary(admin: SqlAdmin): Promise<() => Promise<unknown>> {
  for (const statement of OF_POSTGRES) await admin.run(statement);
  return () =>
    admin.run(`select (select json_agg(c) from canary c) as rows, (select last_value from canary_seq) as sequence,
      (select json_agg(relname order by relname) from pg_class where relnamespace = 'public'::regnamespace) as relations,
      (select count(*) from pg_largeobject_metadata) as large_objects, (select count(*) from pg_proc) as functions,
      (select count(*) from pg_replication_slots where slot_name not like 'attack%') as slots, (select count(*) from pg_extension) as extensions,
      (select json_agg(rolname order by rolname) from pg_roles where rolname not like 'attack%') as roles, (select count(*) from pg_seclabel) as labels,
      (select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())) as locks, (select count(*) from pg_cursors) as cursors,
      (select count(*) from pg_db_role_setting) as settings`);
}

export async function placeMySqlCanary(admin: SqlAdmin, isMariaDb: boolean): Promise<() => Promise<unknown>> {
  for (const statement of OF_MYSQL) await admin.run(statement);
  if (isMariaDb) await admin.run('create sequence canary_seq');
  const sequence = isMariaDb ? '(select next_not_cached_value from canary_seq)' : '0';
  return () =>
    admin.run(`select (select group_concat(id, note) from canary) as rows_, ${sequence} as sequence,
      (select group_concat(table_name order by 1) from information_schema.tables where table_schema = database()) as tables_,
      (select count(*) from information_schema.routines where routine_schema = database()) as routines,
      (select group_concat(user order by 1) from mysql.user where user not like 'attack%') as users,
      (select count(*) from information_schema.schemata where schema_name not like 'attack%') as schemas_, @@global.general_log as general_log,
      @@global.max_connections as most, is_free_lock('canary') as is_free`);
}

/** Other tests, on the same server at the same time, name what they make `attack…`. */
function withoutAttacks(reply: unknown): unknown[] {
  return (reply as unknown[]).filter((item) => !JSON.stringify(item).includes('attack'));
}

export async function placeRedisCanary(client: RedisAdmin): Promise<() => Promise<unknown>> {
  await client.set('canary', 'alive');
  await client.rPush('canary:list', ['a', 'b']);
  await client.sAdd('canary:set', ['a']);
  await client.geoAdd('canary:geo', { member: 'a', longitude: 0, latitude: 0 });
  await client.xAdd('canary:stream', '1-1', { a: 'b' });
  await client.xGroupCreate('canary:stream', 'g', '0');
  await client.pfAdd('canary:hll', ['a']);
  return async () => {
    const keys = (await client.keys('*')).sort();
    const dumps = await Promise.all(keys.map((key) => client.sendCommand(['DEBUG', 'DIGEST-VALUE', key])));
    const users = withoutAttacks(await client.sendCommand(['ACL', 'USERS']));
    const folder = await client.configGet('dir');
    const functions = withoutAttacks(await client.sendCommand(['FUNCTION', 'LIST']));
    const role = await client.sendCommand(['ROLE']).then((reply) => Object(reply)[0]);
    return { keys, dumps, users, folder, functions, role, ttl: await client.ttl('canary') };
  };
}

export async function placeMongoCanary(db: Db): Promise<() => Promise<unknown>> {
  await db.collection('canary').insertOne({ note: 'alive', a: [{ b: 1 }] });
  return async () => {
    const { databases } = await db.admin().listDatabases();
    return {
      documents: await db
        .collection('canary')
        .find({}, { projection: { _id: 0 } })
        .toArray(),
      collections: (await db.listCollections().toArray()).map(({ name }) => name).sort(),
      databases: databases.map(({ name }) => name).filter((name) => name === 'other'),
    };
  };
}
