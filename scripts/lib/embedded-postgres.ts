import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { findFreePort, isPortFree } from './ports';
import { findBinaries } from './postgres/binaries';
import { createCluster, hasCluster } from './postgres/cluster';
import { clearStalePostmasterFile, findPostmaster } from './postgres/postmaster-file';
import { checkReachable, chooseRunner } from './postgres/runner';
import { isAlive, stopProcess, until } from './processes';
import { Stop } from './stop';

export type EmbeddedPostgres = {
  url: string;
  port: number;
  pid: number;
  /** It was already running: left behind by a process of ours that was killed. */
  adopted: boolean;
  stop(): Promise<void>;
};

type Options = {
  /** Holds the cluster in `postgres`, its log, and the port it was given. */
  folder: string;
  password: string;
  /** Made when it is not there; the server's own `postgres` otherwise. */
  database?: string;
  /** Beyond the defaults of PostgreSQL; durability is not touched unless a caller asks. */
  settings?: Record<string, string>;
  /** How long a server that is already there may take to answer; recovery after a kill can be long. */
  adoptWithinMs?: number;
};

/** The longest that recovery after a kill may take before we give up on it. */
const START_LIMIT_MS = 120_000;

/**
 * Runs a PostgreSQL of our own on a loopback port. The caller holds the lock on `folder`. A server left behind by a
 * kill is adopted; a half-made cluster is never taken for a whole one; what was committed survives any kill.
 */
export async function startEmbeddedPostgres({ database, ...options }: Options): Promise<EmbeddedPostgres> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const server = (await adopt(options)) ?? (await launch(options));
  if (!database) return server;
  await makeDatabase(server.url, database);
  return { ...server, url: server.url.replace(/\/postgres$/, `/${database}`) };
}

async function launch({ folder, password, settings = {} }: Options): Promise<EmbeddedPostgres> {
  const dir = path.join(folder, 'postgres');
  const runner = chooseRunner(hasCluster(dir) ? dir : folder);
  if (runner.changesUser) chmodSync(folder, 0o711);
  checkReachable(runner, folder);
  const native = findBinaries(runner, folder);
  if (!hasCluster(dir)) createCluster({ dir, runner, native, password });
  await clearStalePostmasterFile(dir);

  const port = await choosePort(path.join(folder, 'postgres.port'));
  const logFile = path.join(folder, 'postgres.log');
  const log = openSync(logFile, 'a', 0o600);
  const server = runner.start(path.join(native, 'bin/postgres'), serverArguments(dir, port, settings), log);
  closeSync(log);
  server.unref();
  const pid = server.pid;
  if (!pid) throw new Stop('The embedded PostgreSQL could not be started.');

  const url = urlOf(port, password);
  const isDone = async () => (await answers(url)) || !isAlive(pid);
  if (!(await until(isDone, START_LIMIT_MS)) || !isAlive(pid)) {
    await stopProcess(pid, 'SIGQUIT', 5000);
    throw new Stop(`The embedded PostgreSQL stopped while starting: ${lastLine(logFile)} (all of it in ${logFile})`);
  }
  return running({ pid, port, url, adopted: false });
}

async function adopt({ folder, password, adoptWithinMs = 30_000 }: Options): Promise<EmbeddedPostgres | null> {
  const dir = path.join(folder, 'postgres');
  const isUp = async () => {
    const found = findPostmaster(dir);
    return !found || (found.port !== null && (await answers(urlOf(found.port, password))));
  };
  const settled = await until(isUp, adoptWithinMs, 100);
  const found = findPostmaster(dir);
  if (!found) return null;
  if (!settled || !found.port) {
    throw new Stop(`The data folder "${dir}" is in use by process ${found.pid}, which does not answer.`);
  }
  return running({ pid: found.pid, port: found.port, url: urlOf(found.port, password), adopted: true });
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, committed ones are kept. */
function running(server: Omit<EmbeddedPostgres, 'stop'>): EmbeddedPostgres {
  return { ...server, stop: () => stopProcess(server.pid, 'SIGINT', 20_000) };
}

function serverArguments(dir: string, port: number, settings: Record<string, string>): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    max_connections: '200',
    ...settings,
  };
  return ['-D', dir, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The port of the last start where it is still free, so that what people noted down stays true. */
async function choosePort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (kept && (await isPortFree(kept))) return kept;
  const port = await findFreePort();
  writeFileSync(file, String(port));
  return port;
}

function urlOf(port: number, password: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

async function makeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  await client.end();
}

async function answers(url: string): Promise<boolean> {
  return (await probe(url, 2000)) === 'ready';
}

/** Whether it says anything within the time, be it that it is starting or has no connection left. */
export async function isResponsive(url: string, limitMs: number): Promise<boolean> {
  return (await probe(url, limitMs)) !== 'silent';
}

async function probe(url: string, limitMs: number): Promise<'ready' | 'refusing' | 'silent'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: limitMs, query_timeout: limitMs });
  client.on('error', () => {}); // a server that is stopping hangs up; the query fails as well
  try {
    await client.connect();
    await client.query('select 1');
    return 'ready';
  } catch (error) {
    return error instanceof pg.DatabaseError ? 'refusing' : 'silent';
  } finally {
    void client.end().catch(() => {}); // not waited for: one that hangs never ends it
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? 'it gave no reason';
}
