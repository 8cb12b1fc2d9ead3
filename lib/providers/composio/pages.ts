import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import { askRepeatedly } from '../upstream/ask';
import { unreadable } from '../upstream/failure';
import { readPages } from '../upstream/read-pages';
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

/** Every item. A list that is not whole is refused: what is missing from a part of it would seem to be gone. */
export async function readAllPages(signal: AbortSignal, load: LoadPage): Promise<unknown[]> {
  const { items, isWhole } = await readPagesOf(signal, load);
  if (!isWhole) throw unreadable(SERVICE, 'a list that does not end');
  return items;
}

/** As many items as are read of a list, however long it is. */
export function readPagesOf(signal: AbortSignal, load: LoadPage): Promise<{ items: unknown[]; isWhole: boolean }> {
  return readPages((cursor) => readPage(cursor, signal, load));
}
