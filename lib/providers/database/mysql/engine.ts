import { createConnection } from 'mysql2';
import type mysql from 'mysql2/promise';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { GRACE_MS, onAbort } from '../deadline';
import { chooseTarget, type Target } from '../dial';
import type { DatabaseIo, NewReader, ServerInfo, TestResult } from '../kind';
import { Refusal } from '../refusal';
import type { SqlEngine, SqlPage, SqlRequest } from '../sql/engine';
import { cannotSignIn } from '../sql/reader-refusals';
import { mySqlCatalogue } from './catalogue';
import { cut, cutAfter, driverOf, hearErrors } from './connection';
import { callFailure, connectionFailure, statementFailure } from './failures';
import { guardRead, type Lookup } from './guard';
import { connectionOptions, MySqlPool } from './pool';
import { checkRole } from './role/check-role';
import { createReader, dropReader } from './role/create-reader';
import type { MySqlSettings } from './settings';
import { readPage } from './statement';
import { lexMySql } from './tokens';
import { requireWrite } from './write-statement';

type Opened = { pool: MySqlPool; target: Target };

export class MySqlEngine implements SqlEngine {
  readonly lex = lexMySql;
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
    const { connection, pool } = await this.connect(1);
    try {
      const { version, comment } = await askVersion(connection);
      return { latencyMs: Math.round(performance.now() - startedAt), server: nameServer(version, comment) };
    } catch (error) {
      throw connectionFailure(error);
    } finally {
      await pool.giveBack(connection);
    }
  }

  async checkRole(signal: AbortSignal): Promise<DatabaseRole> {
    return this.once(signal, (connection, isMariaDb) =>
      checkRole(connection, { isMariaDb, database: this.settings.database }),
    );
  }

  async createReader(reader: NewReader, signal: AbortSignal): Promise<void> {
    const { database } = this.settings;
    await this.once(signal, async (connection, isMariaDb) => {
      const { wasThere } = await createReader(connection, reader, { isMariaDb, database });
      const { name: username, password } = reader;
      const asReader = new MySqlEngine({ ...this.settings, username, password }, this.io);
      await asReader
        .test()
        .catch(async (error) => {
          const drop = () => dropReader(connection, username);
          throw await cannotSignIn(username, { wasThere, cause: error, drop });
        })
        .finally(() => asReader.close());
    });
  }

  /** On a connection that serves nothing else afterwards: what is asked about rights may change the session's role. */
  private async once<Value>(
    signal: AbortSignal,
    run: (connection: mysql.PoolConnection, isMariaDb: boolean) => Promise<Value>,
  ): Promise<Value> {
    const { connection, pool } = await this.connect(null);
    const forget = onAbort(signal, () => cut(connection));
    try {
      return await run(connection, pool.isMariaDb(connection));
    } catch (error) {
      throw callFailure(error);
    } finally {
      forget();
      cut(connection);
      connection.destroy();
    }
  }

  run = (request: SqlRequest): Promise<SqlPage> => {
    const { sql, mode } = request;
    if (mode === 'read') return this.send(request, (connection) => this.requireReadOnly(connection, sql));
    requireWrite(sql, this.settings.database);
    return this.send(request);
  };

  ask = (request: SqlRequest): Promise<SqlPage> => this.send(request);

  /** Reads run in a read-only transaction, which is also where they are checked. */
  private async send(
    request: SqlRequest,
    check?: (connection: mysql.PoolConnection) => Promise<void>,
  ): Promise<SqlPage> {
    const { mode, signal, offset, limits } = request;
    const { connection, pool } = await this.connect(mode === 'read' ? offset + limits.rows + 1 : null);
    let takeBack = () => {};
    const forget = onAbort(signal, () => {
      takeBack = cutAfter(connection, GRACE_MS);
      void this.killStatement(connection);
    });
    try {
      if (mode === 'read') await connection.query('start transaction read only');
      await check?.(connection);
      return await readPage(connection, request);
    } catch (error) {
      throw callFailure(error);
    } finally {
      forget();
      takeBack();
      if (signal.aborted)
        cut(connection); // a late word to end this statement must not end the next one
      else await pool.giveBack(connection);
    }
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.pool.close();
  }

  private async requireReadOnly(connection: mysql.PoolConnection, sql: string): Promise<void> {
    const { database, allowed_functions: functions } = this.settings;
    const lookUp: Lookup = async (query, values) =>
      (await connection.query<mysql.RowDataPacket[]>(query, values))[0] as never;
    if (await guardRead(sql, { database, functions }, lookUp)) return;
    await prepare(connection, sql);
    throw new Refusal('Only statements that read are allowed.');
  }

  private async connect(rows: number | null): Promise<{ connection: mysql.PoolConnection; pool: MySqlPool }> {
    this.opened ??= this.open();
    const { opened } = this;
    try {
      const { pool } = await opened;
      return { connection: await pool.take(rows), pool };
    } catch (error) {
      // The name may lead elsewhere by now: it is looked up and checked again at the next try.
      if (this.opened === opened) this.opened = null;
      void opened.then(
        ({ pool }) => pool.close(error),
        () => {}, // there is no pool
      );
      throw connectionFailure(error);
    }
  }

  private async open(): Promise<Opened> {
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    return { pool: new MySqlPool(this.settings, target), target };
  }

  /** On the server, over a connection of its own. */
  private async killStatement(connection: mysql.PoolConnection): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    if (!opened) return;
    const other = createConnection(connectionOptions(this.settings, opened.target));
    hearErrors(other);
    other.query(`kill query ${Number(connection.threadId)}`, () => cut(other));
  }
}

/** Has the server say what is wrong with a statement that cannot be one. It is read, and never run. */
async function prepare(connection: mysql.PoolConnection, sql: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    driverOf(connection).prepare(sql, (error) => (error ? reject(error) : resolve()));
  });
}

async function askVersion(connection: mysql.Connection): Promise<{ version: string; comment: string }> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>('select version(), @@version_comment');
  const [version, comment] = rows[0] as unknown as [string, string];
  return { version, comment };
}

function nameServer(version: string, comment: string): ServerInfo {
  const isPercona = /percona/i.test(comment);
  const product = /mariadb/i.test(version + comment) ? 'MariaDB' : isPercona ? 'Percona Server' : 'MySQL';
  const [number = version] = version.replace(/^5\.5\.5-/, '').split('-'); // MariaDB's disguise for old clients
  return { product, version: number };
}
