import type { Connection, Submittable } from 'pg';
import { PageCollector, TOO_WIDE } from '../page';
import { Refusal } from '../refusal';

export type WireField = { name: string; dataTypeID: number };
export type WirePage = {
  fields: WireField[];
  rows: (string | null)[][];
  hasMore: boolean;
  affectedRows: number | null;
};

type Options = {
  sql: string;
  values: (string | null)[];
  mode: 'read' | 'write';
  offset: number;
  rows: number;
  bytes: number;
};

/** Beyond this many bytes of one page, the server is sending something that no page will hold. */
const RUNAWAY_FACTOR = 16;

/**
 * One statement of a caller, over the extended protocol, which takes exactly one. A read is sent together with the
 * beginning and the end of its read-only transaction: when the beginning fails, the server skips all that follows,
 * so it can never run outside of one. The server stops after the rows of one page and skips those of former pages.
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
  private settle: { resolve(page: WirePage): void; reject(error: Error): void } = { resolve() {}, reject() {} };

  constructor(
    private readonly options: Options,
    private readonly giveUp: () => void,
  ) {
    this.page = new PageCollector({ rows: options.rows, bytes: options.bytes });
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  submit(connection: Connection): void {
    const { sql, values, mode, offset, rows } = this.options;
    const portal = 'page';
    connection.stream.cork();
    if (mode === 'read') runPlain(connection, 'begin transaction read only');
    connection.parse({ name: '', text: sql, types: [] }, true);
    connection.bind({ portal, statement: '', values, binary: '' }, true);
    connection.describe({ type: 'P', name: portal }, true);
    if (offset > 0) runPlain(connection, `move forward ${offset} in ${portal}`);
    connection.execute({ portal, rows: String(rows + 1) }, true);
    if (mode === 'read') runPlain(connection, 'rollback');
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: WireField[] }): void {
    this.fields = fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
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
    const changed = /^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY|REFRESH) (\d+)$/.exec(text);
    if (changed) this.affectedRows = Number(changed[1]);
  }

  handleCopyInResponse(connection: Connection & { sendCopyFail?(reason: string): void }): void {
    connection.sendCopyFail?.('COPY is not available here');
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}

  /** What was cancelled because its page is full is a page like any other, once its transaction is rolled back. */
  handleError(error: Error): void {
    this.hasFailed = true;
    if (this.gaveUp) this.finish();
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

function runPlain(connection: Connection, text: string): void {
  const [name, portal] = ['', ''];
  connection.parse({ name, text, types: [] }, true);
  connection.bind({ portal, statement: name, values: [], binary: '' }, true);
  connection.execute({ portal, rows: '0' }, true);
}
