import type pg from 'pg';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { GRACE_MS, onAbort } from '../deadline';
import { chooseTarget, type Target } from '../dial';
import type { DatabaseIo, NewReader, TestResult } from '../kind';
import type { SqlEngine, SqlPage, SqlRequest } from '../sql/engine';
import { cannotSignIn } from '../sql/reader-refusals';
import { requireWrite } from '../sql/statement';
import { postgresCatalogue } from './catalogue';
import { PostgresClient } from './client';
import { postgresDialect } from './dialect';
import { callFailure, connectionFailure, statementFailure } from './failures';
import { clientOptions, openPool, resetSession } from './pool';
import { readStatement, requireHarmless, type Statement } from './reader/check';
import { Catalogue } from './reader/facts';
import { toOwnersChoice } from './reader/owners-choice';
import { shortcutFor } from './reader/shortcut';
import { checkRole } from './role/check-role';
import { createReader, dropReader } from './role/create-reader';
import type { PostgresSettings } from './settings';
import { BEGIN_READING, type PageOptions, PageStatement, Parsing, ShortcutFailed, type WirePage } from './statement';
import { TypeNames } from './types';
import { toJson, toParameter } from './values';

export class PostgresEngine implements SqlEngine {
  readonly lex = postgresDialect.lex;
  readonly catalogue = postgresCatalogue;
  readonly statementFailure = statementFailure;
  private readonly types = new TypeNames();
  private readonly allowed: ReadonlySet<string>;
  private opened: Promise<{ pool: pg.Pool; target: Target }> | null = null;

  constructor(
    private readonly settings: PostgresSettings,
    private readonly io: DatabaseIo,
  ) {
    this.allowed = toOwnersChoice(settings.allowed_functions);
  }

  placeholder = (position: number): string => `$${position}`;
  explain = (sql: string): string => `explain (format json) ${sql}`;

  async test(signal: AbortSignal): Promise<TestResult> {
    const startedAt = performance.now();
    const client = await this.connect();
    const { rows } = await this.using(client, signal, () =>
      client.query<{ version: string }>('select pg_catalog.version()'),
    );
    const [, product = 'PostgreSQL', version = ''] = /^(\S+)\D*([\d.]*)/.exec(rows[0]?.version ?? '') ?? [];
    return { latencyMs: Math.round(performance.now() - startedAt), server: { product, version } };
  }

  async checkRole(signal: AbortSignal): Promise<DatabaseRole> {
    const client = await this.connect();
    return this.using(client, signal, () => checkRole(client));
  }

  async createReader(reader: NewReader, signal: AbortSignal): Promise<void> {
    const client = await this.connect();
    await this.using(client, signal, async () => {
      const { wasThere } = await createReader(client, reader);
      const { name: username, password } = reader;
      const asReader = new PostgresEngine({ ...this.settings, username, password }, this.io);
      await asReader
        .test(signal)
        .catch(async (error) => {
          const drop = () => dropReader(client, username);
          throw await cannotSignIn(username, { wasThere, cause: error, drop });
        })
        .finally(() => asReader.close());
    });
  }

  async run(request: SqlRequest): Promise<SqlPage> {
    if (request.mode === 'write') {
      requireWrite(request.sql, postgresDialect);
      return this.send(request);
    }
    return this.send(request, await readStatement(request.sql));
  }

  ask(request: SqlRequest): Promise<SqlPage> {
    return this.send(request);
  }

  /** `statement` is one of a caller, which may run only when all that it names is harmless. */
  private async send(request: SqlRequest, statement: Statement | null = null): Promise<SqlPage> {
    const client = await this.connect();
    const { page, types } = await this.using(client, request.signal, async (cancel) => {
      const page = statement
        ? await this.runHarmless(client, request, statement, cancel)
        : await runPage(client, request, cancel);
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

  /**
   * Most statements name nothing of users but plain tables, and are sent together with a check of that. The others
   * follow a look at everything that they bring along, in the same transaction, before they are parsed and after.
   */
  private async runHarmless(
    client: PoolClient,
    request: SqlRequest,
    { names, explained }: Statement,
    cancel: () => void,
  ): Promise<WirePage> {
    const shortcut = shortcutFor(names);
    if (shortcut) {
      try {
        return await runPage(client, request, cancel, { check: { shortcut, explained } });
      } catch (error) {
        if (!(error instanceof ShortcutFailed)) throw error;
        await client.query('rollback');
      }
    }
    await client.query(BEGIN_READING);
    const catalogue = new Catalogue(client);
    await requireHarmless(names, catalogue, this.allowed);
    request.signal.throwIfAborted();
    const parsing = new Parsing({ sql: request.sql, explained });
    client.query(parsing);
    await parsing.done;
    await requireHarmless(names, catalogue, this.allowed);
    request.signal.throwIfAborted();
    return runPage(client, request, cancel, { isParsed: true });
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.pool.end();
  }

  private async connect(): Promise<PoolClient> {
    this.opened ??= this.open();
    const { opened } = this;
    try {
      const { pool } = await opened;
      return (await pool.connect()) as PoolClient;
    } catch (error) {
      // The name may lead elsewhere by now: it is looked up and checked again at the next try. Calls that still run
      // keep the former pool open, and are not waited for.
      if (this.opened === opened) this.opened = null;
      void endUnlessAwaited(opened);
      throw connectionFailure(error);
    }
  }

  private async open(): Promise<{ pool: pg.Pool; target: Target }> {
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    return { pool: openPool(this.settings, target), target };
  }

  /** Runs on a connection of the pool, which serves another call only as a session that knows nothing of this one. */
  private async using<Value>(
    client: PoolClient,
    signal: AbortSignal,
    run: (cancel: () => void) => Promise<Value>,
  ): Promise<Value> {
    const cancel = () => void this.cancel(client);
    const forget = onAbort(signal, cancel);
    try {
      return await run(cancel);
    } catch (error) {
      throw callFailure(error);
    } finally {
      forget();
      void giveBack(client, this.settings);
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
      await other.query('select pg_catalog.pg_cancel_backend($1::pg_catalog.int4)', [client.processID]);
    } catch {
      // The connection is cut in a moment.
    } finally {
      await other.end().catch(() => {});
    }
  }
}

/** Whoever waits for a connection of a pool that ends waits in vain, until the time for connecting is over. */
async function endUnlessAwaited(opened: Promise<{ pool: pg.Pool }>): Promise<void> {
  const pool = (await opened.catch(() => null))?.pool;
  if (pool && pool.waitingCount === 0 && !pool.ending) await pool.end();
}

type PoolClient = PostgresClient & Pick<pg.PoolClient, 'release'>;

async function runPage(
  client: PoolClient,
  { sql, params, mode, offset, limits }: SqlRequest,
  cancel: () => void,
  how: Pick<PageOptions, 'check' | 'isParsed'> = {},
): Promise<WirePage> {
  const statement = new PageStatement(
    { sql, values: params.map(toParameter), mode, offset, ...limits, ...how },
    cancel,
  );
  client.query(statement);
  return statement.done;
}

/** While the caller already has its answer. What cannot be made as new is cut. */
async function giveBack(client: PoolClient, settings: PostgresSettings): Promise<void> {
  const forget = client.cutAfter(GRACE_MS); // a server that froze would keep it for ever
  try {
    await resetSession(client, settings);
    forget();
    client.release();
  } catch {
    client.cut();
    client.release(true);
  }
}
