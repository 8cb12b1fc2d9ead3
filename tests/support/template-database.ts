import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/lib/platform/migrate';
import { startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { findPostmaster } from '@/scripts/lib/postgres/postmaster-file';
import { isAlive, stopProcess } from '@/scripts/lib/processes';
import { inDatabase, withClient } from './sql';

const PREFIX = 'patchbay-test-';
const TEMPLATE = 'patchbay_template';

declare module 'vitest' {
  interface ProvidedContext {
    template: { name: string; serverUrl: string; appUrl: string };
  }
}

/** Once per run: a PostgreSQL of its own and a migrated database, which every test file gets a clone of. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({ folder, password: 'test', settings: FAST });
  await withClient(server.url, (client) => client.query(`create database ${TEMPLATE}`));
  const { appUrl } = await migrate({ ownerUrl: inDatabase(server.url, TEMPLATE), appPassword: 'test' });
  await withClient(server.url, (client) => closeToConnections(client));
  project.provide('template', { name: TEMPLATE, serverUrl: server.url, appUrl });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Nothing in it outlives the run, so it need not survive a power cut either. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Only a database without connections can be cloned, and the migration engine keeps one for a while. */
async function closeToConnections(client: pg.Client): Promise<void> {
  await client.query(`alter database ${TEMPLATE} with allow_connections false`);
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [TEMPLATE]);
}

/** A run that was killed could not clean up; its process id stands in the folder's name. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    const folder = path.join(tmpdir(), name);
    const server = findPostmaster(path.join(folder, 'postgres'));
    if (server) await stopProcess(server.pid, 'SIGQUIT', 5000);
    rmSync(folder, { recursive: true, force: true });
  }
}
