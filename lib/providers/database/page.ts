import * as z from 'zod';

export type Limits = { rows: number; bytes: number; seconds: number };

/** The limits a profile was given; they only ever go down from the product's own. */
export const limitsOf = (settings: { max_rows: number; max_bytes: number; timeout_s: number }): Limits => ({
  rows: settings.max_rows,
  bytes: settings.max_bytes,
  seconds: settings.timeout_s,
});

/** Where the next page begins. Any copy of the product can go on from it: nothing is held open in between. */
export const OffsetText = z.string().regex(/^\d{1,9}$/, 'This is not a cursor of this tool.');
export const OffsetCursor = OffsetText.transform(Number)
  .optional()
  .describe('next_cursor of the page before, with everything else unchanged');

/** One page of rows in bounded memory: what does not fit is not kept. */
export class PageCollector<Row> {
  readonly rows: Row[] = [];
  isFull = false;
  private bytes = 0;

  constructor(private readonly limits: { rows: number; bytes: number }) {}

  /** False when the row was not kept, because the page is full. */
  add(row: Row, size: number): boolean {
    if (this.isFull || this.rows.length >= this.limits.rows || this.bytes + size > this.limits.bytes) {
      this.isFull = true;
      return false;
    }
    this.bytes += size;
    this.rows.push(row);
    return true;
  }
}

/** A single row that no page can hold; the caller can only ask for less of it. */
export const TOO_WIDE = 'One row is larger than the limit of this database. Select fewer columns, or part of a value.';
