import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import { askRepeatedly } from '../upstream/ask';
import { unreadable } from '../upstream/failure';
import { SERVICE } from './client';

const Items = z.object({
  items: z.array(z.unknown()),
  next_cursor: z.string().nullish(),
  current_page: z.number().nullish(),
});

type LoadPage = (cursor: string | undefined, signal: AbortSignal) => Promise<unknown>;

const MAX_PAGES = 50;

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

/** Every item. A list that never ends is refused: what is missing from a part of it would seem to be gone. */
export async function readAllPages(signal: AbortSignal, load: LoadPage): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: string | null = null;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const found = await readPage(cursor, signal, load);
    items.push(...found.items);
    if (found.nextCursor === null || found.nextCursor === cursor) return items;
    cursor = found.nextCursor;
  }
  throw unreadable(SERVICE, 'a list that does not end');
}
