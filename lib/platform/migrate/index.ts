import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { checkAppRole, ensureAppRole, ensureRightsRole } from './app-role';
import { applyMigrations, type MigrationFile, openSchemaEngine } from './engine';
import { ensureJobQueue } from './job-queue';
import { MigrateError } from './migrate-error';

/** PostgreSQL 15 brought views that obey the row-level security of whoever asks. */
const OLDEST_SERVER = 150_000;
const LOCK = 'patchbay.migrate';

export type Migrated = { applied: string[]; appUrl: string };

/**
 * Brings the database up to date and returns the address under which the application may use it. Any number of copies
 * may start at once: the first to take the lock migrates, the others wait and find nothing left to do.
 */
export async function migrate(request: {
  ownerUrl: string;
  /** Given when the operator made the application's role; otherwise it is made here, with this password. */
  appUrl?: string | undefined;
  appPassword: string;
  folder?: string;
}): Promise<Migrated> {
  const client = await connect(request.ownerUrl);
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [LOCK]);
    await ensureRightsRole(client);
    const files = readMigrations(request.folder ?? 'prisma/migrations');
    const applied = (await isCurrent(client, files)) ? [] : await apply(client, request.ownerUrl, files);
    await client.query('select ensure_execution_partitions()');
    await ensureJobQueue(client);
    // Readiness compares it with the code.
    await client.query('revoke all on _prisma_migrations from patchbay_app');
    await client.query('grant select on _prisma_migrations to patchbay_app');
    if (request.appUrl) await checkAppRole(request.appUrl);
    const appUrl = request.appUrl ?? (await ensureAppRole(client, request.ownerUrl, request.appPassword));
    return { applied, appUrl };
  } finally {
    await client.end(); // ends the session, and with it the lock
  }
}

async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'patchbay-migrate',
  });
  client.on('error', () => {}); // a lost connection also fails the query that is waiting on it
  const { hostname, port } = new URL(ownerUrl);
  const place = `${hostname}:${port || 5432}`;
  await client.connect().catch((cause: Error) => {
    throw new MigrateError(`The database at ${place} cannot be reached: ${cause.message}.`, { cause });
  });
  const version = Number((await client.query('show server_version_num')).rows[0].server_version_num);
  if (version < OLDEST_SERVER) {
    await client.end();
    throw new MigrateError(
      `The database at ${place} is PostgreSQL ${Math.floor(version / 10_000)}; Patchbay needs 15 or newer.`,
    );
  }
  return client;
}

/** Starting the engine costs a second and a half; a database that is up to date does not need it. */
async function isCurrent(client: pg.Client, files: MigrationFile[]): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('public._prisma_migrations') is not null as known`);
  if (!rows[0].known) return false;
  const done = await client.query(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const names = new Set(done.rows.map((row) => row.migration_name));
  return files.every(({ name }) => names.has(name));
}

async function apply(client: pg.Client, ownerUrl: string, files: MigrationFile[]): Promise<string[]> {
  await forgetInterrupted(client);
  const engine = await openSchemaEngine(ownerUrl);
  return applyMigrations(engine, files).catch((cause: Error) => {
    throw new MigrateError(`A migration failed, and nothing after it was applied: ${cause.message}`, { cause });
  });
}

/**
 * A migration that was killed or failed half-way left nothing behind (scripts.ts), but its open entry would make the
 * engine refuse every later start.
 */
async function forgetInterrupted(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('public._prisma_migrations') is not null as known`);
  if (!rows[0].known) return;
  await client.query(
    'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
  );
}

function readMigrations(folder: string): MigrationFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
