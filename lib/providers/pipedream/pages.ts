import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import { unreadable } from '../upstream/failure';
import { type PagedList, readPages, wholeOf } from '../upstream/read-pages';
import { replyToRepeated, SERVICE } from './wire';

const Items = z.object({
  data: z.array(z.unknown()),
  page_info: z.object({ end_cursor: z.string().nullish() }).nullish(),
});

type LoadPage = (after: string | undefined, abortSignal: AbortSignal) => PromiseLike<unknown>;

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

/** Every item of a list that has to be whole. */
export async function readAllPages(signal: AbortSignal, load: LoadPage): Promise<unknown[]> {
  return wholeOf(SERVICE, await readPagesOf(signal, load));
}

/** As many items as are read of a list, however long it is. */
export function readPagesOf(signal: AbortSignal, load: LoadPage): Promise<PagedList<unknown>> {
  return readPages((cursor) => readPage(cursor, signal, load));
}
