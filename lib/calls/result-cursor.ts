import type { Json } from '@/lib/contracts/json';
import { findKeptPart, findResultOwner, keepResult, type ResultOwner } from '@/lib/domain/records/kept-results';
import { AppError, invalidField } from '@/lib/errors';
import { isTooDeep, withoutDepth } from '@/lib/platform/json-depth';
import type { Room } from '@/lib/platform/room';
import { isSignedBy, sign } from '@/lib/platform/seal/token';
import { say } from '@/lib/sentence';
import type { AnswerRoom } from './answer-room';
import { cutResult, MAX_BYTES } from './cut-result';
import type { Offer } from './toolbox';

const PURPOSE = 'result-cursor';
const PREFIX = 'r1.';
const SHAPE = /^r1\.([0-9a-f-]{36})\.(\d{1,6})\.([\w-]{43})$/;

/** An answer's content as it is sent: as JSON and as its text, and how to ask for what was cut off. */
export type Page = { content: Json; text: string; nextCursor: string | null };

/** Cuts what is too long for one answer and keeps the rest for a while. */
export async function toFirstPage(accountId: string, owner: ResultOwner, content: Json, room?: Room): Promise<Page> {
  await room?.turn();
  const { bounded, text } = withinDepth(content);
  // What came from a database is measured only now.
  await room?.take(text.length);
  await room?.turn();
  const cut = cutResult(bounded, text);
  if (!cut) return { content: bounded, text, nextCursor: null };
  const nextCursor = cut.rest.length > 0 ? cursorFor(await keepResult(accountId, owner, cut.rest, room), 0) : null;
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

/** Where a result goes on, and whose result it is. */
export type OpenedCursor = ResultOwner & { id: string; part: number };

/** The cursor is signed and opens nothing for another account. */
export async function openCursor(accountId: string, cursor: string): Promise<OpenedCursor> {
  const [, id = '', part = '', signature = ''] = SHAPE.exec(cursor) ?? [];
  if (!isSignedBy(PURPOSE, `${id}.${part}`, signature)) throw notACursor();
  const owner = await findResultOwner(accountId, id, Number(part));
  if (!owner) throw notKept();
  return { ...owner, id, part: Number(part) };
}

export async function getPage(accountId: string, opened: OpenedCursor, room: AnswerRoom): Promise<Page> {
  const part = await getPart(accountId, opened, room);
  return { content: JSON.parse(part.text) as Json, ...part };
}

/** Mostly a part is as long as one answer may be, so it takes as much room. */
export async function getPart(
  accountId: string,
  { id, part }: OpenedCursor,
  room: AnswerRoom,
): Promise<Omit<Page, 'content'>> {
  await room.takeInTime(MAX_BYTES);
  const found = await findKeptPart(accountId, id, part, room);
  if (!found) throw notKept();
  return { text: found.body, nextCursor: found.isLast ? null : cursorFor(id, part + 1) };
}

/** Whether it is one of ours by its beginning, so that one that was cut short is not taken for a tool's own. */
export function isResultCursor(text: string | undefined): text is string {
  return text?.startsWith(PREFIX) === true;
}

export function notACursor(): AppError {
  return invalidField('cursor', say('calls.notOurCursor'));
}

/** A result is read on as what it was asked of: else a page of one tool would be on record as the work of another. */
export function isResultOf(opened: OpenedCursor, { profile, definition }: Offer, agentId: string | null): boolean {
  return opened.profileId === profile.id && opened.toolName === definition.name && opened.agentId === agentId;
}

export function foreignCursor(): AppError {
  return invalidField('cursor', say('calls.cursorOfAnother'));
}

function notKept(): AppError {
  return new AppError('not_found', say('calls.restGone'));
}

function cursorFor(id: string, part: number): string {
  return `r1.${id}.${part}.${sign(PURPOSE, `${id}.${part}`)}`;
}
