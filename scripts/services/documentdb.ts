import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { findFreePort } from '../lib/ports';
import { createCluster } from '../lib/postgres/cluster';
import { chooseRunner } from '../lib/postgres/runner';
import { stopProcess, until } from '../lib/processes';
import { Stop } from '../lib/stop';
import { findLoader, unpackFromUnstable } from './debian-unstable';

const SHARE = 'usr/share/postgresql/18/extension';
const BIN = 'usr/lib/postgresql/18/bin';
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  shared_preload_libraries: 'pg_cron,pg_documentdb_core,pg_documentdb',
  'cron.database_name': 'postgres',
  'documentdb.enableUserCrud': 'on',
  'documentdb.useFileBasedPersistedCursors': 'on',
};

/** PostgreSQL with the DocumentDB extension, to be put behind a gateway that speaks MongoDB's protocol. */
export async function startDocumentDb(
  folder: string,
  password: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const tree = unpackFromUnstable('documentdb', ['postgresql-18-documentdb'], makeRunnable);
  const home = path.join(folder, 'documentdb');
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const dir = path.join(home, 'postgres');
  const runner = chooseRunner(home);
  createCluster({ dir, runner, native: path.join(tree, 'usr/lib/postgresql/18'), password });
  // The extension makes collections over connections of its own, for which it has no password.
  writeFileSync(path.join(dir, 'pg_hba.conf'), 'host all all 127.0.0.1/32 trust\n');
  const port = await findFreePort();
  const log = openSync(path.join(home, 'documentdb.log'), 'a', 0o600);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = runner.start(path.join(tree, BIN, 'postgres'), ['-D', dir, '-p', String(port), ...settings], log);
  closeSync(log);
  server.unref();
  const pid = server.pid;
  const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  if (!pid || !(await until(() => answers(url), 60_000, 100))) throw new Stop(`DocumentDB did not start; see ${home}.`);
  return { url, stop: () => stopProcess(pid, 'SIGINT', 15_000) };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {}); // a server that is starting hangs up
  const isUp = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => {});
  return isUp;
}

/** What a real installation does in its scripts, and wrappers that start the two programs with the tree's loader. */
function makeRunnable(tree: string): void {
  symlinkSync('postgis-3.control', path.join(tree, SHARE, 'postgis.control'));
  for (const version of readdirSync(path.join(tree, 'usr/lib/postgresql'))) {
    rmSync(path.join(tree, 'usr/lib/postgresql', version, 'lib/bitcode'), { recursive: true, force: true });
  }
  const { loader, libraries } = findLoader(tree);
  const within = (file: string) => `$tree/${path.relative(tree, file)}`;
  const lib = within(libraries);
  for (const name of ['postgres', 'initdb']) {
    const program = path.join(tree, BIN, name);
    renameSync(program, `${program}.real`);
    writeFileSync(
      program,
      `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
tree=\${here%/${BIN}}
exec "${within(loader)}" --library-path "${lib}:$tree/usr/lib/postgresql/18/lib:${lib}/blas:${lib}/lapack" \\
  --argv0 "$here/${name}" "$here/${name}.real" "$@"
`,
    );
    chmodSync(program, 0o755);
  }
}
