import { isIP } from 'node:net';
import type { Connection, PoolConnection } from 'mysql2';
import mysql from 'mysql2/promise';
import { GRACE_MS } from '../deadline';
import type { Target } from '../dial';
import { cut, cutAfter, driverOf, hearErrors } from './connection';
import { callFailure } from './failures';
import { guardPackets, openMeasured } from './packet-guard';
import type { MySqlSettings } from './settings';

const IDLE_MS = 30_000;
const CONNECT_MS = 8000;
const MAX_CONNECTIONS = 4;

export function connectionOptions(settings: MySqlSettings, target: Target): mysql.ConnectionOptions {
  guardPackets();
  return {
    // The driver verifies a certificate against a name only. A dot at the end makes an address one, which is then
    // compared with the addresses in the certificate.
    host: isIP(target.name) ? `${target.name}.` : target.name,
    port: settings.port,
    stream: () => openMeasured(target.address, settings.port),
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
    disableEval: true, // it would make and keep a program for each set of columns, and refuse one named __proto__
    typeCast: (field, next) => (field.type === 'GEOMETRY' ? field.buffer() : next()),
  };
}

/** The open connections to one server. What a call leaves behind in a session is gone before another call gets it. */
export class MySqlPool {
  private readonly pool: mysql.Pool;
  private readonly open = new Set<Connection>();
  private readonly servers = new WeakMap<Connection, Server>();
  /** Why it was closed, which is what became of whoever still waited for a connection. */
  private failure: unknown = null;

  constructor(
    private readonly settings: MySqlSettings,
    target: Target,
  ) {
    this.pool = mysql.createPool({
      ...connectionOptions(settings, target),
      connectionLimit: MAX_CONNECTIONS,
      maxIdle: MAX_CONNECTIONS,
      idleTimeout: IDLE_MS,
    });
    this.pool.on('connection', (connection) => {
      const driver: Connection = connection as unknown as PoolConnection; // the promise pool hands on the driver's own
      hearErrors(driver);
      this.open.add(driver);
      driver.once('end', () => this.open.delete(driver));
      driver.once('error', () => this.open.delete(driver));
    });
  }

  /** A connection in a fresh session, whose server stops after so many rows. */
  async take(rows: number | null): Promise<mysql.PoolConnection> {
    const connection = await this.pool.getConnection().catch((error: unknown) => {
      throw this.failure ?? error;
    });
    const forget = cutAfter(connection, CONNECT_MS);
    try {
      const server = this.servers.get(driverOf(connection)) ?? (await readServer(connection));
      this.servers.set(driverOf(connection), server);
      await prepareSession(connection, { server, seconds: this.settings.timeout_s, rows });
      return connection;
    } catch (error) {
      cut(connection);
      throw callFailure(error);
    } finally {
      forget();
    }
  }

  /** Of one that was taken. */
  isMariaDb(connection: mysql.PoolConnection): boolean {
    return this.servers.get(driverOf(connection))?.isMariaDb ?? false;
  }

  /** Locks, variables, transactions and settings end here; a server that cannot do that loses the connection. */
  async giveBack(connection: mysql.PoolConnection): Promise<void> {
    const forget = cutAfter(connection, GRACE_MS);
    try {
      await connection.reset();
      connection.release();
    } catch {
      cut(connection);
    } finally {
      forget();
    }
  }

  async close(failure: unknown = null): Promise<void> {
    this.failure ??= failure;
    const forget = [...this.open].map((connection) => cutAfter(connection, GRACE_MS));
    const cutAll = new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
    await Promise.race([this.pool.end().catch(() => {}), cutAll]);
    if (this.open.size === 0) for (const takeBack of forget) takeBack();
  }
}

type Server = { isMariaDb: boolean; sqlMode: string };

/** Modes that change neither where a token ends nor which grammar is spoken; the reader of statements relies on that. */
const HARMLESS_MODES = new Set([
  'ALLOW_INVALID_DATES',
  'EMPTY_STRING_IS_NULL',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_AUTO_CREATE_USER',
  'NO_AUTO_VALUE_ON_ZERO',
  'NO_ENGINE_SUBSTITUTION',
  'NO_UNSIGNED_SUBTRACTION',
  'NO_ZERO_DATE',
  'NO_ZERO_IN_DATE',
  'ONLY_FULL_GROUP_BY',
  'PAD_CHAR_TO_FULL_LENGTH',
  'PIPES_AS_CONCAT',
  'REAL_AS_FLOAT',
  'STRICT_ALL_TABLES',
  'STRICT_TRANS_TABLES',
  'TIME_ROUND_FRACTIONAL',
  'TIME_TRUNCATE_FRACTIONAL',
]);

async function readServer(connection: mysql.Connection): Promise<Server> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>('select version(), @@sql_mode');
  const [version, modes] = rows[0] as unknown as [string, string];
  const kept = modes.split(',').filter((mode) => HARMLESS_MODES.has(mode));
  return { isMariaDb: /mariadb/i.test(version), sqlMode: kept.join(',') };
}

/**
 * Said at the beginning of every call, because a reset brings the server's own settings back. The limit of time stands
 * even when this process is gone. The names of the server may be in any character set; ours are always the same.
 */
async function prepareSession(
  connection: mysql.Connection,
  { server, seconds, rows }: { server: Server; seconds: number; rows: number | null },
): Promise<void> {
  const time = server.isMariaDb
    ? `max_statement_time = ${seconds}`
    : `max_execution_time = ${Math.ceil(seconds * 1000)}`;
  await connection.query(
    `set names utf8mb4, session sql_mode = ?, time_zone = '+00:00', ${time}, lock_wait_timeout = 5,
     innodb_lock_wait_timeout = 5, sql_select_limit = ${rows ?? 'default'}`,
    [server.sqlMode],
  );
}
