import type { Json } from '@/lib/contracts/json';
import { findKeptPart, keepResult } from '@/lib/domain/records/kept-results';
import { AppError } from '@/lib/errors';
import { isTooDeep, withoutDepth } from '@/lib/platform/json-depth';
import { isSignedBy, sign } from '@/lib/platform/seal/token';
import { cutResult } from './cut-result';

const PURPOSE = 'result-cursor';
const SHAPE = /^r1\.([0-9a-f-]{36})\.(\d{1,6})\.([\w-]{43})$/;

/** An answer's content as it is sent: as JSON and as its text, and how to ask for what was cut off. */
export type Page = { content: Json; text: string; nextCursor: string | null };

/** Cuts what is too long for one answer and keeps the rest for a while. */
export async function toFirstPage(accountId: string, content: Json): Promise<Page> {
  const { bounded, text } = withinDepth(content);
  const cut = cutResult(bounded, text);
  if (!cut) return { content: bounded, text, nextCursor: null };
  const nextCursor = cut.rest.length > 0 ? cursorFor(await keepResult(accountId, cut.rest), 0) : null;
  return { content: cut.shown, text: JSON.stringify(cut.shown), nextCursor };
}

/** What a database keeps may be deeper than what is read from a service. */
function withinDepth(content: Json): { bounded: Json; text: string } {
  const text = textOf(content);
  if (text !== null && !isTooDeep(text)) return { bounded: content, text };
  const bounded = withoutDepth(content);
  return { bounded, text: JSON.stringify(bounded) };
}

/** Null where it is so deep that it cannot even be written. */
function textOf(content: Json): string | null {
  try {
    return JSON.stringify(content) ?? 'null';
  } catch (caught) {
    if (caught instanceof RangeError) return null;
    throw caught;
  }
}

/** The next page. The cursor is signed and opens nothing for another account. */
export async function getPage(accountId: string, cursor: string): Promise<Page> {
  const [, id = '', part = '', signature = ''] = SHAPE.exec(cursor) ?? [];
  if (!isSignedBy(PURPOSE, `${id}.${part}`, signature)) {
    const fields = { cursor: 'This is not a cursor of ours.' };
    throw new AppError('invalid_request', 'Some fields need another look.', { fields });
  }
  const found = await findKeptPart(accountId, id, Number(part));
  if (!found) throw new AppError('not_found', 'The rest of this result is no longer kept. Call the tool again.');
  const nextCursor = found.isLast ? null : cursorFor(id, Number(part) + 1);
  return { content: JSON.parse(found.body) as Json, text: found.body, nextCursor };
}

export function isResultCursor(text: string): boolean {
  return SHAPE.test(text);
}

function cursorFor(id: string, part: number): string {
  return `r1.${id}.${part}.${sign(PURPOSE, `${id}.${part}`)}`;
}
