import type { Page } from '@/lib/contracts/paging';
import { unreadable } from './failure';

const MAX_PAGES = 50;

export type PagedList<Item> = { items: Item[]; isWhole: boolean };

/**
 * A list page by page. It is not whole when its cursors lead in a circle or to no end. A cursor may lead to itself,
 * where the service does not say how its list goes on.
 */
export async function readPages<Item>(
  readPage: (cursor: string | null) => Promise<Page<Item>>,
): Promise<PagedList<Item>> {
  const pages: Item[][] = [];
  const seen = new Set<string>();
  let cursor: string | null = null;
  while (pages.length < MAX_PAGES) {
    const { items, nextCursor }: Page<Item> = await readPage(cursor);
    pages.push(items);
    if (nextCursor === null || nextCursor === cursor) return { items: pages.flat(), isWhole: true };
    if (seen.has(nextCursor)) break;
    seen.add(nextCursor);
    cursor = nextCursor;
  }
  return { items: pages.flat(), isWhole: false };
}

/** Every item. A list that is not whole is refused: what is missing from a part of it would seem to be gone. */
export function wholeOf<Item>(service: string, { items, isWhole }: PagedList<Item>): Item[] {
  if (!isWhole) throw unreadable(service, 'a list that does not end');
  return items;
}
