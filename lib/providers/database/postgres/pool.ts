import pg from 'pg';
import { type Target, tlsOptions } from '../dial';
import { PostgresClient } from './client';
import type { PostgresSettings } from './settings';

const IDLE_MS = 30_000;
const CONNECT_MS = 8000;
const MOST_CONNECTIONS = 4;

/** The options of one connection. Nothing is taken from the environment of this process. */
export function clientOptions(settings: PostgresSettings, target: Target): pg.ClientConfig {
  return {
    host: target.address,
    port: settings.port,
    user: settings.username,
    // As a function, because an empty string would make the driver look for a password of this machine's.
    password: () => settings.password,
    database: settings.database,
    ssl: settings.ssl ? tlsOptions(target, settings.ca) : false,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'patchbay',
    keepAlive: true,
    types: { getTypeParser: () => (text: string) => text } as pg.CustomTypesConfig,
  };
}

export function openPool(settings: PostgresSettings, target: Target): pg.Pool {
  const pool = new pg.Pool({
    Client: PostgresClient,
    ...clientOptions(settings, target),
    max: MOST_CONNECTIONS,
    idleTimeoutMillis: IDLE_MS,
    allowExitOnIdle: true,
    onConnect: (client) => client.query(prepareSession(settings.timeout_s)) as unknown as undefined,
  });
  pool.on('error', () => {}); // an idle connection was cut; the next use opens another
  return pool;
}

/**
 * What the reader of statements and the conversion of values rely on, and limits that hold even when this process is
 * gone. Said once per connection: each read is rolled back, and a rollback undoes what a statement may have set.
 */
function prepareSession(seconds: number): string {
  const settings = {
    standard_conforming_strings: 'on',
    datestyle: 'ISO, YMD',
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: '1',
    synchronize_seqscans: 'off', // pages of one table must not begin at different places
    statement_timeout: `${Math.ceil(seconds * 1000)}ms`,
    lock_timeout: '5s',
    idle_in_transaction_session_timeout: '60s',
  };
  return Object.entries(settings)
    .map(([name, value]) => `set ${name} = '${value}'`)
    .join('; ');
}
