import { connect, isIP } from 'node:net';
import mysql from 'mysql2/promise';
import type { Target } from '../dial';
import type { MySqlSettings } from './settings';

const IDLE_MS = 30_000;
const CONNECT_MS = 8000;
const MOST_CONNECTIONS = 4;

export function connectionOptions(settings: MySqlSettings, target: Target): mysql.ConnectionOptions {
  return {
    // The driver verifies a certificate against a name only. A dot at the end makes an address one, which is then
    // compared with the addresses in the certificate.
    host: isIP(target.name) ? `${target.name}.` : target.name,
    port: settings.port,
    stream: () => connect({ host: target.address, port: settings.port, noDelay: true, keepAlive: true }),
    user: settings.username,
    password: settings.password,
    database: settings.database,
    ...(settings.ssl && {
      ssl: { rejectUnauthorized: true, verifyIdentity: true, ...(settings.ca && { ca: settings.ca }) },
    }),
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4',
    flags: ['-LOCAL_FILES'], // a server must not be able to ask for files of this machine
    multipleStatements: false,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
    rowsAsArray: true,
    typeCast: (field, next) => (field.type === 'GEOMETRY' ? field.buffer() : next()),
  };
}

export function openPool(settings: MySqlSettings, target: Target): mysql.Pool {
  return mysql.createPool({
    ...connectionOptions(settings, target),
    connectionLimit: MOST_CONNECTIONS,
    maxIdle: MOST_CONNECTIONS,
    idleTimeout: IDLE_MS,
  });
}

/** Modes that change where a string ends or which grammar is spoken; the reader of statements relies on their absence. */
const MISLEADING = new Set([
  'ANSI',
  'ANSI_QUOTES',
  'NO_BACKSLASH_ESCAPES',
  'ORACLE',
  'DB2',
  'MAXDB',
  'MSSQL',
  'POSTGRESQL',
]);

/** Said once per connection. The server's own limit of time stands even when this process is gone. */
export async function prepareSession(
  connection: mysql.Connection,
  { timeout_s, max_rows }: MySqlSettings,
): Promise<boolean> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>('select version(), @@sql_mode');
  const [version, modes] = rows[0] as unknown as [string, string];
  const isMariaDb = /mariadb/i.test(version);
  const kept = modes.split(',').filter((mode) => !MISLEADING.has(mode));
  const limit = isMariaDb ? `max_statement_time = ${timeout_s}` : `max_execution_time = ${Math.ceil(timeout_s * 1000)}`;
  await connection.query(
    `set session sql_mode = ?, time_zone = '+00:00', ${limit}, lock_wait_timeout = 5, innodb_lock_wait_timeout = 5,
     sql_select_limit = ${max_rows + 1}`,
    [kept.join(',')],
  );
  return isMariaDb;
}
