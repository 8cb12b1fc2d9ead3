import pg from 'pg';
import { GRACE_MS, onAbort } from '../deadline';
import { chooseTarget, type Target } from '../dial';
import type { DatabaseIo, TestResult } from '../kind';
import type { SqlEngine, SqlPage, SqlRequest } from '../sql/engine';
import { postgresCatalogue } from './catalogue';
import { postgresDialect } from './dialect';
import { connectionFailure, statementFailure } from './failures';
import { clientOptions, openPool } from './pool';
import type { PostgresSettings } from './settings';
import { PageStatement, type WirePage } from './statement';
import { TypeNames } from './types';
import { toJson, toParameter } from './values';

export class PostgresEngine implements SqlEngine {
  readonly dialect = postgresDialect;
  readonly catalogue = postgresCatalogue;
  readonly statementFailure = statementFailure;
  private readonly types = new TypeNames();
  private opened: Promise<{ pool: pg.Pool; target: Target }> | null = null;

  constructor(
    private readonly settings: PostgresSettings,
    private readonly io: DatabaseIo,
  ) {}

  placeholder = (position: number): string => `$${position}`;
  explain = (sql: string): string => `explain (format json) ${sql}`;

  async test(): Promise<TestResult> {
    const startedAt = performance.now();
    const client = await this.connect();
    try {
      const { rows } = await client.query<{ version: string }>('select version()');
      const [, product = 'PostgreSQL', version = ''] = /^(\S+)\D*([\d.]*)/.exec(rows[0]?.version ?? '') ?? [];
      return { latencyMs: Math.round(performance.now() - startedAt), server: { product, version } };
    } finally {
      client.release();
    }
  }

  async run(request: SqlRequest): Promise<SqlPage> {
    const client = await this.connect();
    let isBroken = true;
    try {
      const page = await this.send(client, request);
      const types = await this.types.of(
        page.fields.map(({ dataTypeID }) => dataTypeID),
        client,
      );
      isBroken = false;
      return {
        columns: page.fields.map(({ name }, at) => ({ name, type: types[at]?.name ?? 'unknown' })),
        rows: page.rows.map((row) =>
          row.map((text, at) => toJson(text, types[at] ?? { name: 'unknown', element: null })),
        ),
        hasMore: page.hasMore,
        affectedRows: page.affectedRows,
      };
    } catch (error) {
      isBroken = !(await rolledBack(client));
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.pool.end();
  }

  private async connect(): Promise<pg.PoolClient> {
    this.opened ??= this.open();
    try {
      const { pool } = await this.opened;
      return await pool.connect();
    } catch (error) {
      // The name may lead elsewhere by now: it is looked up and checked again at the next try.
      await this.close().catch(() => {});
      throw connectionFailure(error);
    }
  }

  private async open(): Promise<{ pool: pg.Pool; target: Target }> {
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    return { pool: openPool(this.settings, target), target };
  }

  private async send(
    client: pg.PoolClient,
    { sql, params, mode, offset, limits, signal }: SqlRequest,
  ): Promise<WirePage> {
    const values = params.map(toParameter);
    const cancel = () => void this.cancel(client).catch(() => {});
    const statement = new PageStatement({ sql, values, mode, offset, ...limits }, cancel);
    const forget = onAbort(signal, cancel);
    try {
      client.query(statement);
      const page = await statement.done;
      if (statement.hasFailed) await client.query('rollback');
      return page;
    } finally {
      forget();
    }
  }

  /** On the server, over a connection of its own; when even that does not help, the connection is cut. */
  private async cancel(client: pg.PoolClient): Promise<void> {
    const { processID, connection } = client as pg.PoolClient & { processID: number; connection: pg.Connection };
    const cut = setTimeout(() => connection.stream.destroy(), GRACE_MS);
    cut.unref();
    client.once('drain', () => clearTimeout(cut));
    const opened = await this.opened;
    if (!opened) return;
    const other = new pg.Client(clientOptions(this.settings, opened.target));
    other.on('error', () => {}); // its only purpose is served or not
    await other.connect();
    await other.query('select pg_cancel_backend($1)', [processID]);
    await other.end();
  }
}

/** After an error the server skipped our rollback together with everything else. */
async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  return client.query('rollback').then(
    () => true,
    () => false,
  );
}
