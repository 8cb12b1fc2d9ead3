import type { Document } from 'mongodb';
import pg from 'pg';
import { failure, unpackWriteErrors } from './errors';
import { decodeBson, encodeBson } from './wire';

const CURSOR_COMMANDS: Record<string, string> = {
  find: 'find_cursor_first_page',
  aggregate: 'aggregate_cursor_first_page',
  listCollections: 'list_collections_cursor_first_page',
  listIndexes: 'list_indexes_cursor_first_page',
};
const WRITES: Record<string, string> = {
  insert: 'insert',
  update: 'update',
  delete: 'delete',
  findAndModify: 'find_and_modify',
  findandmodify: 'find_and_modify',
};
const WITH_SPEC: Record<string, string> = {
  createUser: 'create_user',
  dropUser: 'drop_user',
  usersInfo: 'users_info',
  connectionStatus: 'connection_status',
  listDatabases: 'list_databases',
  currentOp: 'current_op_command',
  killOp: 'kill_op',
};
/** Said by the driver to a server; the engine does not take them. */
const FOR_THE_SERVER = new Set([
  ...['lsid', '$db', '$clusterTime', 'apiVersion', 'apiStrict', 'apiDeprecationErrors', '$readPreference'],
  ...['txnNumber', 'autocommit', 'startTransaction', 'readConcern', 'writeConcern'],
]);

export type Caller = { user: string; isGone: Promise<void> };
type Session = { caller: Caller; maxTimeMs: number };
type OpenCursor = { continuation: string; session: Session };

/** Runs MongoDB commands in DocumentDB. Each command is one statement, in the rights of the user who sent it. */
export class Engine {
  readonly pool: pg.Pool;
  private readonly cursors = new Map<string, OpenCursor>();
  private nextCursor = BigInt(Date.now()) * 1000n;

  constructor(url: string) {
    this.pool = new pg.Pool({ connectionString: url, max: 20 });
    this.pool.on('error', () => {}); // the engine may stop while a connection idles
  }

  async run(caller: Caller, command: Document): Promise<Document> {
    const [name = ''] = Object.keys(command);
    const database = String(command.$db ?? 'test');
    const spec = Object.fromEntries(Object.entries(command).filter(([key]) => !FOR_THE_SERVER.has(key)));
    const session = { caller, maxTimeMs: Number(command.maxTimeMS ?? 0) };
    const call = (expression: string, values: unknown[]) => this.call(session, expression, values);

    if (CURSOR_COMMANDS[name]) return this.openCursor(session, CURSOR_COMMANDS[name], database, spec);
    if (name === 'getMore') return this.getMore(caller, database, spec);
    if (name === 'killCursors') return this.killCursors(command.cursors);
    if (WRITES[name]) {
      return unpackWriteErrors(
        await call(`(${WRITES[name]}($1,$2::documentdb_core.bson)).p_result`, [database, encodeBson(spec)]),
      );
    }
    if (name === 'count' || name === 'distinct') {
      const [row] = await this.statement(
        session,
        `select document::text as answer from documentdb_api.${name}_query($1,$2::documentdb_core.bson)`,
        [database, encodeBson(spec)],
      );
      return decodeBson(row?.answer ?? '');
    }
    if (name === 'create') {
      await call('create_collection($1,$2)', [database, command.create]);
      return { ok: 1 };
    }
    if (name === 'drop') {
      await call('drop_collection($1,$2)', [database, command.drop]);
      return { ok: 1 };
    }
    if (name === 'dropDatabase') {
      await call('drop_database($1)', [database]);
      return { ok: 1, dropped: database };
    }
    if (name === 'collStats') return call('coll_stats($1,$2)', [database, command.collStats]);
    if (name === 'explain') return { ok: 1, ...(await this.explain(session, database, command.explain)) };
    if (WITH_SPEC[name]) {
      const asOwner = name.endsWith('User') ? { ...session, caller: { ...caller, user: '' } } : session;
      const withDatabase = encodeBson({ ...spec, $db: database });
      return this.call(asOwner, `${WITH_SPEC[name]}($1::documentdb_core.bson)`, [withDatabase]);
    }
    return failure(59, 'CommandNotFound', `no such command: '${name}'`);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async openCursor(session: Session, from: string, database: string, spec: Document): Promise<Document> {
    this.nextCursor += 1n;
    const [row] = await this.statement(
      session,
      `select cursorpage::text as answer, continuation::text from documentdb_api.${from}($1,$2::documentdb_core.bson,$3)`,
      [database, encodeBson(spec), this.nextCursor.toString()],
    );
    const page = decodeBson(row?.answer ?? '');
    const id = String(page.cursor.id);
    if (row?.continuation && id !== '0') this.cursors.set(id, { continuation: row.continuation, session });
    return page;
  }

  private async getMore(caller: Caller, database: string, spec: Document): Promise<Document> {
    const id = String(spec.getMore);
    const cursor = this.cursors.get(id);
    if (!cursor || cursor.session.caller.user !== caller.user)
      return failure(43, 'CursorNotFound', `cursor id ${id} not found`);
    const [row] = await this.statement(
      { ...cursor.session, caller },
      `select cursorpage::text as answer, continuation::text
       from documentdb_api.cursor_get_more($1,$2::documentdb_core.bson,$3::documentdb_core.bson)`,
      [database, encodeBson(spec), cursor.continuation],
    );
    const page = decodeBson(row?.answer ?? '');
    if (row?.continuation) cursor.continuation = row.continuation;
    if (!row?.continuation || String(page.cursor.id) === '0') this.cursors.delete(id);
    return page;
  }

  private killCursors(ids: unknown[]): Document {
    const cursorsKilled = ids.filter((id) => this.cursors.delete(String(id)));
    return { cursorsKilled, cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  }

  private async explain(session: Session, database: string, inner: Document): Promise<Document> {
    const pipeline = inner.pipeline ?? [{ $match: inner.filter ?? {} }];
    const spec = encodeBson({ aggregate: inner.aggregate ?? inner.find, pipeline, cursor: {} });
    const rows = await this.statement(
      session,
      `explain (format json) select document from documentdb_api_catalog.bson_aggregation_pipeline($1,$2::documentdb_core.bson)`,
      [database, spec],
    );
    return { explainVersion: '2', command: inner, queryPlanner: Object(rows[0])['QUERY PLAN']?.[0] ?? {} };
  }

  private async call(session: Session, expression: string, values: unknown[]): Promise<Document> {
    const [open, close] = expression.startsWith('(')
      ? ['(documentdb_api.', expression.slice(1)]
      : ['documentdb_api.', expression];
    const [row] = await this.statement(session, `select ${open}${close}::text as answer`, values);
    return row?.answer?.startsWith('BSONHEX') ? decodeBson(row.answer) : { ok: 1 };
  }

  /** Outside of a transaction on purpose: the engine drops its cursors at the end of one. */
  private async statement(
    { caller, maxTimeMs }: Session,
    text: string,
    values: unknown[],
  ): Promise<Record<string, string>[]> {
    const client = await this.pool.connect();
    const { rows } = await client.query('select pg_backend_pid() as pid');
    let isRunning = true;
    // As mongod does: what nobody waits for any more is stopped.
    const cancel = () => this.pool.query('select pg_cancel_backend($1)', [rows[0].pid]);
    caller.isGone.then(async () => void (isRunning && (await cancel()))).catch(() => {});
    try {
      if (caller.user) await client.query(`set role ${pg.escapeIdentifier(caller.user)}`);
      if (maxTimeMs) await client.query(`set statement_timeout=${maxTimeMs}`);
      return (await client.query(text, values)).rows;
    } finally {
      isRunning = false;
      await client.query('reset role; reset statement_timeout').catch(() => {});
      client.release();
    }
  }
}
