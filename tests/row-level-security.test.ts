import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from './support/database';
import { makeWorkspace, type TestWorkspace } from './support/people';

const database = useDatabase();

let app: pg.Client;
let mine: TestWorkspace;
let theirs: TestWorkspace;
let tables: string[];

beforeAll(async () => {
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  [mine, theirs] = await Promise.all([makeWorkspace('Mine'), makeWorkspace('Theirs')]);
  tables = await tablesWithAnAccount();
  for (const { member } of [mine, theirs]) await fill(member.accountId, member.principal.workspaceId);
});
afterAll(() => app.end());

/**
 * Read from the database itself, so a table added later is held to this without being named here. A key is looked up
 * before anybody's account is known, so it is kept by its workspace, as the accounts themselves are.
 */
async function tablesWithAnAccount(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attname = 'account_id' and not a.attisdropped and c.relname <> 'api_keys' order by 1`,
  );
  return rows.map(({ name }) => name);
}

const seen = async (table: string) =>
  (await app.query(`select account_id from ${table} where account_id is not null`)).rows.map((row) => row.account_id);

/** Runs the work in a transaction with one setting, as lib/platform/db does, and takes it back. */
async function within(setting: string, value: string, work: () => Promise<void>): Promise<void> {
  await app.query('begin');
  await app.query('select set_config($1, $2, true)', [setting, value]);
  try {
    await work();
  } finally {
    await app.query('rollback');
  }
}

describe('the application’s role', () => {
  test('there are tables with an account, and each has a row of two accounts', async () => {
    expect(tables).toEqual(
      expect.arrayContaining(['profiles', 'connections', 'tool_executions', 'audit_events', 'account_data_keys']),
    );
    for (const table of tables) {
      const rows = await database.query(`select distinct account_id from ${table} where account_id is not null`);
      expect([table, rows.length]).toEqual([table, 2]);
    }
  });

  test('without an account sees no row of any table', async () => {
    for (const table of tables) expect([table, await seen(table)]).toEqual([table, []]);
  });

  test('with an account sees its rows and no others', async () => {
    await within('app.account_id', mine.member.accountId, async () => {
      for (const table of tables)
        expect([table, new Set(await seen(table))]).toEqual([table, new Set([mine.member.accountId])]);
    });
  });

  test('as an admin of a workspace sees the rows of its accounts and of no other workspace', async () => {
    await within('app.workspace_id', theirs.id, async () => {
      for (const table of tables) {
        expect([table, new Set(await seen(table))]).toEqual([table, new Set([theirs.member.accountId])]);
      }
    });
  });

  test('cannot change or remove somebody else’s rows, nor write rows in their name', async () => {
    const writable = tables.filter((table) => table !== 'audit_events');
    for (const table of writable) {
      await within('app.account_id', mine.member.accountId, async () => {
        const { rowCount } = await app.query(`delete from ${table} where account_id = $1`, [theirs.member.accountId]);
        expect([table, rowCount]).toEqual([table, 0]);
      });
    }
    await within('app.account_id', mine.member.accountId, async () => {
      const insert = app.query(
        `insert into idempotency_records (account_id, key, request_hash, expires_at) values ($1, 'x', 'x', now())`,
        [theirs.member.accountId],
      );
      await expect(insert).rejects.toThrow(/row-level security/);
    });
  });

  test('sees no more through the view that a search for words reads', async () => {
    await database.query(`update tool_executions set error = 'It failed.'`);
    expect(await seen('calls_with_errors')).toEqual([]);
    await within('app.account_id', mine.member.accountId, async () => {
      expect(new Set(await seen('calls_with_errors'))).toEqual(new Set([mine.member.accountId]));
    });
    await within('app.workspace_id', theirs.id, async () => {
      expect(new Set(await seen('calls_with_errors'))).toEqual(new Set([theirs.member.accountId]));
    });
    await expect(app.query(`update calls_with_errors set error = 'x'`)).rejects.toThrow(/permission denied/);
  });

  test('the setting does not outlive its transaction', async () => {
    await within('app.account_id', mine.member.accountId, async () => {});
    expect(await seen('profiles')).toEqual([]);
  });

  test('can add to the audit trail, and neither change nor remove what is in it', async () => {
    await expect(app.query(`update audit_events set action = 'nothing'`)).rejects.toThrow(/permission denied/);
    await expect(app.query('delete from audit_events')).rejects.toThrow(/permission denied/);
    await expect(app.query('truncate audit_events')).rejects.toThrow(/permission denied/);
  });

  test('owns nothing, and cannot step around the rules', async () => {
    const { rows } = await app.query(
      `select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname = current_user`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, owned: 0 }]);
    await expect(app.query('alter table profiles disable row level security')).rejects.toThrow(/must be owner/);
  });

  test('sees no more through the views for operators', async () => {
    const views = await database.query<{ name: string }>(
      `select viewname as name from pg_views where schemaname = 'public'`,
    );
    expect(views.length).toBeGreaterThanOrEqual(4);
    for (const { name } of views) {
      const read = app.query(`select * from ${name}`).then(
        ({ rows }) => rows,
        () => [],
      );
      expect([name, await read]).toEqual([name, []]);
    }
  });
});

/** One row in each table with an account, whatever columns it has: those that must have a value get one of their type. */
async function fill(accountId: string, workspaceId: string): Promise<void> {
  for (const table of tables) {
    const columns = await database.query<{ name: string; type: string }>(
      `select column_name as name, udt_name as type from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and column_default is null
         and is_generated = 'NEVER' and column_name <> 'account_id'`,
      [table],
    );
    const values = columns.map(({ name, type }) =>
      name === 'workspace_id' ? `'${workspaceId}'` : sampleOf(name, type),
    );
    const names = ['account_id', ...columns.map(({ name }) => name)].join(', ');
    // One statement, so that the setting holds for it: what the row refers to is not the point here.
    await database.query(`
      do $$ begin
        set local session_replication_role = replica;
        insert into ${table} (${names}) values (${[`'${accountId}'`, ...values].join(', ')});
      end $$`);
  }
}

/** Columns that only take certain words, and no default of their own. */
const WORDS: Record<string, string> = { status: "'succeeded'" };

const VALUES: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: 'gen_random_uuid()::text',
  int4: '1',
  int8: '1',
  float8: '1',
  bool: 'false',
  timestamptz: 'now()',
  bytea: "'\\x00'",
  jsonb: "'{}'",
  _text: "'{}'",
};

function sampleOf(name: string, type: string): string {
  const value = WORDS[name] ?? VALUES[type];
  if (!value) throw new Error(`No value for ${name}, which is a ${type}.`);
  return value;
}
