import type { Connection, Submittable } from 'pg';
import { PageCollector, TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import { SHORTCUT_FAILS } from './reader/shortcut';

export type WireField = { name: string; dataTypeID: number };
export type WirePage = {
  fields: WireField[];
  rows: (string | null)[][];
  hasMore: boolean;
  affectedRows: number | null;
};

export type PageOptions = {
  sql: string;
  values: (string | null)[];
  mode: 'read' | 'write';
  offset: number;
  rows: number;
  bytes: number;
  /** Of a read whose names have to be harmless. */
  check?: { shortcut: string; explained: string | null };
  /** It was parsed before, in a transaction that is still open. */
  isParsed?: boolean;
};

/** In the transaction that a statement runs in, the catalogue is asked several times, and each time sees what is. */
export const BEGIN_READING = 'begin transaction isolation level read committed read only';

/** The shortcut did not say that the statement is harmless, so that it did not run. */
export class ShortcutFailed extends Error {}

/** Beyond this many bytes of one page, the server is sending something that no page will hold. */
const RUNAWAY_FACTOR = 16;

/**
 * One statement of a caller, over the extended protocol, which takes exactly one. A read is sent together with the
 * beginning and the end of its read-only transaction and with the check of its names: when one of these fails, the
 * server skips all that follows, so it can never run outside of one, or unchecked. Parsing locks all that it names. So
 * the names are checked before it is parsed, since that already converts constants, and again when nobody can replace
 * a view or a table of it any more. The server stops after the rows of one page and skips those of former pages.
 */
export class PageStatement implements Submittable {
  readonly done: Promise<WirePage>;
  hasFailed = false;
  private readonly page: PageCollector<(string | null)[]>;
  private fields: WireField[] = [];
  private affectedRows: number | null = null;
  private hasMore = false;
  private gaveUp = false;
  private received = 0;
  private checksLeft = 0;
  private settle: { resolve(page: WirePage): void; reject(error: Error): void } = { resolve() {}, reject() {} };

  constructor(
    private readonly options: PageOptions,
    private readonly giveUp: () => void,
  ) {
    this.page = new PageCollector({ rows: options.rows, bytes: options.bytes });
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  submit(connection: Connection): void {
    const { sql, values, mode, offset, rows, check, isParsed = false } = this.options;
    const portal = 'page';
    const statement = isParsed ? PARSED : '';
    connection.stream.cork();
    if (mode === 'read' && !isParsed) runPlain(connection, BEGIN_READING);
    if (check) this.sendCheck(connection, check.shortcut);
    if (!isParsed) connection.parse({ name: '', text: sql, types: [] }, true);
    if (check?.explained) connection.parse({ name: 'explained', text: check.explained, types: [] }, true);
    if (check) this.sendCheck(connection);
    connection.bind({ portal, statement, values, binary: '' }, true);
    connection.describe({ type: 'P', name: portal }, true);
    if (offset > 0) runPlain(connection, `move forward ${offset} in ${portal}`);
    connection.execute({ portal, rows: String(rows + 1) }, true);
    if (mode === 'read') runPlain(connection, 'rollback');
    connection.sync();
    connection.stream.uncork();
  }

  /** Planned once, because it has no parameters, and run each time. It returns no row. */
  private sendCheck(connection: Connection, shortcut?: string): void {
    const [name, portal] = ['shortcut', ''];
    if (shortcut) connection.parse({ name, text: shortcut, types: [] }, true);
    connection.bind({ portal, statement: name, values: [], binary: '' }, true);
    connection.execute({ portal, rows: '0' }, true);
    this.checksLeft += 1;
  }

  handleRowDescription({ fields }: { fields: WireField[] }): void {
    this.fields = fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (fields.length !== this.fields.length && !this.gaveUp) {
      this.settle.reject(new Error('A row of the server has other columns than it said.'));
      this.gaveUp = true;
      this.giveUp();
    }
    const size = fields.reduce((sum, field) => sum + (field === null ? 4 : field.length + 3), 2);
    this.received += size;
    if (!this.page.add(fields, size)) this.hasMore = true;
    if (this.gaveUp || this.received < this.options.bytes * RUNAWAY_FACTOR) return;
    this.gaveUp = true;
    this.giveUp();
  }

  handlePortalSuspended(): void {
    this.hasMore = true;
  }

  handleCommandComplete({ text }: { text: string }): void {
    if (this.checksLeft > 0 && text.startsWith('SELECT')) this.checksLeft -= 1;
    const changed = /^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY|REFRESH) (\d+)$/.exec(text);
    if (changed) this.affectedRows = Number(changed[1]);
  }

  handleCopyInResponse(connection: Connection & { sendCopyFail?(reason: string): void }): void {
    connection.sendCopyFail?.('COPY is not available here');
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}

  /** What was cancelled because its page is full is a page like any other, once its transaction is rolled back. */
  handleError(error: Error & { code?: string }): void {
    this.hasFailed = true;
    if (this.gaveUp) this.finish();
    else if (this.checksLeft > 0 && error.code === SHORTCUT_FAILS) this.settle.reject(new ShortcutFailed());
    else this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    this.finish();
  }

  private finish(): void {
    const { fields, hasMore, affectedRows } = this;
    if (hasMore && this.page.rows.length === 0) this.settle.reject(new Refusal(TOO_WIDE));
    else this.settle.resolve({ fields, rows: this.page.rows, hasMore, affectedRows });
  }
}

/** The name of a statement that is parsed before its page is asked for. */
const PARSED = 'parsed';
const PARSED_INNER = 'parsed_inner';

/** Parses a statement, which locks all that it names until the transaction ends. */
export class Parsing implements Submittable {
  readonly done: Promise<void>;
  private settle = { resolve() {}, reject(_error: Error) {} };

  constructor(private readonly texts: { sql: string; explained: string | null }) {
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  submit(connection: Connection): void {
    const { sql, explained } = this.texts;
    connection.stream.cork();
    connection.parse({ name: PARSED, text: sql, types: [] }, true);
    if (explained) connection.parse({ name: PARSED_INNER, text: explained, types: [] }, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleError(error: Error): void {
    this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    this.settle.resolve();
  }
}

function runPlain(connection: Connection, text: string): void {
  const [name, portal] = ['', ''];
  connection.parse({ name, text, types: [] }, true);
  connection.bind({ portal, statement: name, values: [], binary: '' }, true);
  connection.execute({ portal, rows: '0' }, true);
}
