import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import { askRepeatedly } from '../upstream/ask';
import { type PagedList, readPages, wholeOf } from '../upstream/read-pages';
import { SERVICE } from './client';

const Items = z.object({
  items: z.array(z.unknown()),
  next_cursor: z.string().nullish(),
  current_page: z.number().nullish(),
});

type LoadPage = (cursor: string | undefined, signal: AbortSignal) => Promise<unknown>;

/** One page. Its cursor may lead to itself, where the service does not say how its list goes on. */
export async function readPage(
  cursor: string | null,
  signal: AbortSignal,
  load: LoadPage,
): Promise<Page<unknown> & { number: number }> {
  const page = await askRepeatedly(SERVICE, signal, async (bounded) =>
    Items.parse(await load(cursor ?? undefined, bounded)),
  );
  const next = page.next_cursor;
  return {
    items: page.items,
    nextCursor: page.items.length > 0 && next ? next : null,
    number: page.current_page ?? 1,
  };
}

/** Every item of a list that has to be whole. */
export async function readAllPages(signal: AbortSignal, load: LoadPage): Promise<unknown[]> {
  return wholeOf(SERVICE, await readPagesOf(signal, load));
}

/** As many items as are read of a list, however long it is. */
export function readPagesOf(signal: AbortSignal, load: LoadPage): Promise<PagedList<unknown>> {
  return readPages((cursor) => readPage(cursor, signal, load));
}
