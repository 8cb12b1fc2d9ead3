import mysql from 'mysql2/promise';
import { GRACE_MS, onAbort } from '../deadline';
import { chooseTarget, type Target } from '../dial';
import type { DatabaseIo, TestResult } from '../kind';
import type { SqlEngine, SqlPage, SqlRequest } from '../sql/engine';
import { mySqlCatalogue } from './catalogue';
import { mySqlDialect } from './dialect';
import { connectionFailure, statementFailure } from './failures';
import { connectionOptions, openPool, prepareSession } from './pool';
import type { MySqlSettings } from './settings';
import { readPage } from './statement';

type Opened = { pool: mysql.Pool; target: Target; prepared: WeakSet<object> };

export class MySqlEngine implements SqlEngine {
  readonly dialect = mySqlDialect;
  readonly catalogue = mySqlCatalogue;
  readonly statementFailure = statementFailure;
  private opened: Promise<Opened> | null = null;

  constructor(
    private readonly settings: MySqlSettings,
    private readonly io: DatabaseIo,
  ) {}

  placeholder = (): string => '?';
  explain = (sql: string): string => `explain format=json ${sql}`;

  async test(): Promise<TestResult> {
    const startedAt = performance.now();
    const connection = await this.connect();
    const [rows] = await connection.query<mysql.RowDataPacket[]>('select version(), @@version_comment');
    connection.release();
    const [version, comment] = rows[0] as unknown as [string, string];
    const product = /mariadb/i.test(version + comment)
      ? 'MariaDB'
      : /percona/i.test(comment)
        ? 'Percona Server'
        : 'MySQL';
    const [number = version] = version.replace(/^5\.5\.5-/, '').split('-'); // MariaDB's disguise for old clients
    return { latencyMs: Math.round(performance.now() - startedAt), server: { product, version: number } };
  }

  async run(request: SqlRequest): Promise<SqlPage> {
    const connection = await this.connect();
    const { mode, signal, offset, limits } = request;
    let isBroken = true;
    const forget = onAbort(signal, () => void this.cancel(connection).catch(() => {}));
    try {
      const fitsSession = mode === 'read' && offset === 0;
      if (mode === 'read') await connection.query('start transaction read only');
      if (!fitsSession) await limitRows(connection, mode === 'read' ? offset + limits.rows + 1 : null);
      const page = await readPage(connection, request, () => void this.cancel(connection).catch(() => {}));
      isBroken = page.isBroken;
      return page;
    } catch (error) {
      isBroken = !(error instanceof Error && statementFailure(error) !== null);
      throw error;
    } finally {
      forget();
      isBroken ||= !(await this.tidy(connection, request));
      if (isBroken) connection.destroy();
      else connection.release();
    }
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.pool.end();
  }

  /** The end of the transaction, and the limit of rows that other calls count on. */
  private async tidy(connection: mysql.PoolConnection, { mode, offset }: SqlRequest): Promise<boolean> {
    try {
      if (mode === 'read') await connection.query('rollback');
      if (mode === 'write' || offset > 0) await limitRows(connection, this.settings.max_rows + 1);
      return true;
    } catch {
      return false;
    }
  }

  private async connect(): Promise<mysql.PoolConnection> {
    this.opened ??= this.open();
    try {
      const { pool, prepared } = await this.opened;
      const connection = await pool.getConnection();
      if (!prepared.has(connection.connection)) {
        await prepareSession(connection, this.settings);
        prepared.add(connection.connection);
      }
      return connection;
    } catch (error) {
      // The name may lead elsewhere by now: it is looked up and checked again at the next try.
      await this.close().catch(() => {});
      throw connectionFailure(error);
    }
  }

  private async open(): Promise<Opened> {
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    return { pool: openPool(this.settings, target), target, prepared: new WeakSet() };
  }

  /** On the server, over a connection of its own; when even that does not help, the connection is cut. */
  private async cancel(connection: mysql.PoolConnection): Promise<void> {
    const cut = setTimeout(() => connection.destroy(), GRACE_MS);
    connection.connection.once('end', () => clearTimeout(cut));
    cut.unref();
    const opened = await this.opened;
    if (!opened) return;
    const other = await mysql.createConnection(connectionOptions(this.settings, opened.target));
    await other.query(`kill query ${Number(connection.threadId)}`);
    await other.end();
    clearTimeout(cut);
  }
}

/** The server itself stops after the rows of one page, where the statement has no limit of its own. */
async function limitRows(connection: mysql.PoolConnection, rows: number | null): Promise<void> {
  await connection.query(`set session sql_select_limit = ${rows ?? 'default'}`);
}
