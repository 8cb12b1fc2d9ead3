import pg from 'pg';
import { Cancelled } from '../deadline';
import { type Target, tlsOptions } from '../dial';
import { MAX_SCRAM_ITERATIONS } from '../sign-in-cost';
import { PostgresClient } from './client';
import type { PostgresSettings } from './settings';

const IDLE_MS = 30_000;
const CONNECT_MS = 8000;
const MAX_CONNECTIONS = 4;

/** The options of one connection. Nothing is taken from the environment of this process. */
export function clientOptions(
  settings: PostgresSettings,
  target: Target,
): pg.ClientConfig & { scramMaxIterations: number } {
  return {
    host: target.address,
    port: settings.port,
    user: settings.username,
    // As a function, because an empty string would make the driver look for a password of this machine's.
    password: () => settings.password,
    database: settings.database,
    ssl: settings.ssl ? tlsOptions(target, settings.ca) : false,
    connectionTimeoutMillis: CONNECT_MS,
    scramMaxIterations: MAX_SCRAM_ITERATIONS,
    application_name: 'patchbay',
    keepAlive: true,
    types: { getTypeParser: () => (text: string) => text } as pg.CustomTypesConfig,
  };
}

export function openPool(settings: PostgresSettings, target: Target): pg.Pool {
  const pool = new pg.Pool({
    Client: PostgresClient,
    ...clientOptions(settings, target),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
    onConnect: (client) => makeReady(client as unknown as PostgresClient, settings) as unknown as undefined,
  });
  pool.on('error', () => {}); // an idle connection was cut; the next use opens another
  return pool;
}

/** The driver's limit of time ends when the server lets us in; from then on it could keep us waiting for ever. */
async function makeReady(client: PostgresClient, { timeout_s }: PostgresSettings): Promise<void> {
  const startedAt = performance.now();
  const forget = client.cutAfter(CONNECT_MS);
  try {
    await client.query(sessionSettings(timeout_s));
  } catch (error) {
    const isLate = performance.now() - startedAt >= CONNECT_MS;
    throw isLate ? new Cancelled('The server did not answer the first question.', { cause: error }) : error;
  } finally {
    forget();
  }
}

/** Makes a session as new: no locks, temporary tables, settings or prepared statements of the call before are left. */
export async function resetSession(client: pg.ClientBase, { timeout_s }: PostgresSettings): Promise<void> {
  // After an error the server skipped our rollback together with everything else.
  await client.query('rollback');
  await client.query('discard all');
  await client.query(sessionSettings(timeout_s));
}

/**
 * What the reader of statements and the conversion of values rely on, and limits that hold even when this process is
 * gone. The transaction as a whole has one of its own where the server knows it, since 17.
 */
function sessionSettings(seconds: number): string {
  const timeout = `${Math.ceil(seconds * 1000)}ms`;
  const settings = {
    standard_conforming_strings: 'on',
    datestyle: 'ISO, YMD',
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: '1',
    synchronize_seqscans: 'off', // pages of one table must not begin at different places
    statement_timeout: timeout,
    lock_timeout: '5s',
    idle_in_transaction_session_timeout: '60s',
  };
  const set = Object.entries(settings).map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', false)`);
  return `select ${set.join(', ')}, ${SERVER_FIRST}, ${TRANSACTION_TIMEOUT}`;
}

/**
 * Without the server's own schema in it, a search path begins there. Later in it, what users made under the names of
 * the server's functions would be found first, also by the statements of ours; these come before, so they name it.
 */
const SERVER_FIRST = `pg_catalog.set_config('search_path', pg_catalog.ltrim(pg_catalog.regexp_replace(
  pg_catalog.current_setting('search_path'), '(^|,)[[:space:]]*"?pg_catalog"?[[:space:]]*(?=,|$)', '', 'gi'), ', '), false)`;

const TRANSACTION_TIMEOUT = `case
  when pg_catalog.current_setting('server_version_num')::pg_catalog.int4 operator(pg_catalog.>=) 170000
  then pg_catalog.set_config('transaction_timeout', '60s', false) end`;
