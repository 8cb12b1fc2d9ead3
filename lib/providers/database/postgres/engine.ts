import type pg from 'pg';
import { GRACE_MS, onAbort } from '../deadline';
import { chooseTarget, type Target } from '../dial';
import type { DatabaseIo, TestResult } from '../kind';
import type { SqlEngine, SqlPage, SqlRequest } from '../sql/engine';
import { requireReadOnly, requireWrite } from '../sql/statement';
import { postgresCatalogue } from './catalogue';
import { PostgresClient } from './client';
import { postgresDialect } from './dialect';
import { callFailure, connectionFailure, statementFailure } from './failures';
import { clientOptions, openPool } from './pool';
import type { PostgresSettings } from './settings';
import { PageStatement, type WirePage } from './statement';
import { TypeNames } from './types';
import { toJson, toParameter } from './values';

export class PostgresEngine implements SqlEngine {
  readonly lex = postgresDialect.lex;
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
    const { rows } = await using(client, () => client.query<{ version: string }>('select version()'));
    const [, product = 'PostgreSQL', version = ''] = /^(\S+)\D*([\d.]*)/.exec(rows[0]?.version ?? '') ?? [];
    return { latencyMs: Math.round(performance.now() - startedAt), server: { product, version } };
  }

  async run(request: SqlRequest): Promise<SqlPage> {
    (request.mode === 'read' ? requireReadOnly : requireWrite)(request.sql, postgresDialect);
    return this.ask(request);
  }

  async ask(request: SqlRequest): Promise<SqlPage> {
    const client = await this.connect();
    const { page, types } = await using(client, async () => {
      const page = await this.send(client, request);
      return {
        page,
        types: await this.types.of(
          page.fields.map(({ dataTypeID }) => dataTypeID),
          client,
        ),
      };
    });
    return {
      columns: page.fields.map(({ name }, at) => ({ name, type: types[at]?.name ?? 'unknown' })),
      rows: page.rows.map((row) =>
        row.map((text, at) => toJson(text, types[at] ?? { name: 'unknown', element: null })),
      ),
      hasMore: page.hasMore,
      affectedRows: page.affectedRows,
    };
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.pool.end();
  }

  private async connect(): Promise<PoolClient> {
    this.opened ??= this.open();
    try {
      const { pool } = await this.opened;
      return (await pool.connect()) as PoolClient;
    } catch (error) {
      // The name may lead elsewhere by now: it is looked up and checked again at the next try. Calls that still run
      // keep the former pool open, and are not waited for.
      void this.close();
      throw connectionFailure(error);
    }
  }

  private async open(): Promise<{ pool: pg.Pool; target: Target }> {
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    return { pool: openPool(this.settings, target), target };
  }

  private async send(client: PoolClient, { sql, params, mode, offset, limits, signal }: SqlRequest): Promise<WirePage> {
    const values = params.map(toParameter);
    const cancel = () => void this.cancel(client);
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
  private async cancel(client: PoolClient): Promise<void> {
    client.once('drain', client.cutAfter(GRACE_MS));
    const opened = await this.opened?.catch(() => null);
    if (!opened) return;
    const other = new PostgresClient(clientOptions(this.settings, opened.target));
    try {
      other.cutAfter(GRACE_MS);
      await other.connect();
      await other.query('select pg_cancel_backend($1)', [client.processID]);
    } catch {
      // The connection is cut in a moment.
    } finally {
      await other.end().catch(() => {});
    }
  }
}

type PoolClient = PostgresClient & Pick<pg.PoolClient, 'release'>;

/** Runs on a connection of the pool. One on which something failed serves on only after a rollback that succeeded. */
async function using<Value>(client: PoolClient, run: () => Promise<Value>): Promise<Value> {
  let isBroken = false;
  try {
    return await run();
  } catch (error) {
    // After an error the server skipped our rollback together with everything else.
    isBroken = !(await client.query('rollback').then(
      () => true,
      () => false,
    ));
    throw callFailure(error);
  } finally {
    if (isBroken) client.cut();
    client.release(isBroken);
  }
}
