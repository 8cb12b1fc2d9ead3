import pg from 'pg';
import { afterAll } from 'vitest';

/**
 * Importing this file is what gives a test file a real PostgreSQL: vitest.config.ts sees the import, starts a server
 * for the run, and points DATABASE_URL (owner) and DATABASE_APP_URL (the application's role) at a migrated, empty
 * database that no other file uses at that time. Code under test then simply uses lib/platform/db. Tests of one file
 * share the database: give each its own workspace, or call `empty()` first.
 *
 *     import { useDatabase } from '@/tests/support/database';
 *     const database = useDatabase();
 *     test('…', async () => {
 *       const rows = await database.query('select …', [value]); // as the owner: sees everything
 *     });
 */
export function useDatabase(): TestDatabase {
  const { DATABASE_URL: ownerUrl = '', DATABASE_APP_URL: appUrl = '' } = process.env;
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => {}); // the server may be stopped while a connection idles
  afterAll(() => owner.end());

  const query: TestDatabase['query'] = async (sql, values = []) => (await owner.query(sql, values)).rows;
  return { ownerUrl, appUrl, query, empty: () => empty(query) };
}

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  query<Row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Removes every row of every table, as if nobody had ever been here. */
  empty(): Promise<void>;
};

async function empty(query: TestDatabase['query']): Promise<void> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'public' and tablename <> '_prisma_migrations'`,
  );
  await query(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`);
}
