import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import { CallerTime } from '@/lib/contracts/time';
import { invalidField } from '@/lib/errors';
import { say } from '@/lib/sentence';

/** Where a page ended, in lists that are ordered by a time and then, for rows of the same moment, by id. */
export type Position = { at: string; id: string };

const Position = z.strictObject({ at: CallerTime, id: z.uuid() });

/** From one row more than was asked for: the page, and where the next one starts. */
export function toPage<Item>(rows: Item[], limit: number, positionOf: (item: Item) => Position): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(positionOf(last)) : null };
}

function writeCursor({ at, id }: Position): string {
  return encodeCursor({ at, id });
}

/** A cursor is a position, not a right: whoever alters one still sees only their own rows. */
export function encodeCursor(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function readCursor(cursor: string): Position {
  return decodeCursor(Position, cursor);
}

/** Refuses a cursor of another list, or of the same list in another order. */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw invalidField('cursor', say('calls.notOurCursor'), { cause });
  }
}
