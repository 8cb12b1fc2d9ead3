import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import { unreadable } from '../upstream/failure';
import { replyToRepeated, SERVICE } from './wire';

const Items = z.object({
  data: z.array(z.unknown()),
  page_info: z.object({ end_cursor: z.string().nullish() }).nullish(),
});

type LoadPage = (after: string | undefined, abortSignal: AbortSignal) => PromiseLike<unknown>;

const MAX_PAGES = 50;

/**
 * One page. A last page may still name a cursor that leads to an empty one, and the empty one ends the walk. A cursor
 * may lead to itself, where the service does not say how its list goes on.
 */
export async function readPage(cursor: string | null, signal: AbortSignal, load: LoadPage): Promise<Page<unknown>> {
  const page = Items.safeParse(await replyToRepeated(signal, (bounded) => load(cursor ?? undefined, bounded)));
  if (!page.success) throw unreadable(SERVICE, 'a page without a list');
  const { data, page_info } = page.data;
  const next = page_info?.end_cursor;
  return { items: data, nextCursor: data.length > 0 && next ? next : null };
}

/** Every item. A list that never ends is refused: what is missing from a part of it would seem to be gone. */
export async function readAllPages(signal: AbortSignal, load: LoadPage): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const found = await readPage(cursor, signal, load);
    items.push(...found.items);
    if (found.nextCursor === null || found.nextCursor === cursor) return items;
    cursor = found.nextCursor;
  }
  throw unreadable(SERVICE, 'a list that does not end');
}
