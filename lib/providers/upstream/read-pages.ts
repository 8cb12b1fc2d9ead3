import type { Page } from '@/lib/contracts/paging';

const MAX_PAGES = 50;

/**
 * A list page by page. It is not whole when its cursors lead in a circle or to no end. A cursor may lead to itself,
 * where the service does not say how its list goes on.
 */
export async function readPages<Item>(
  readPage: (cursor: string | null) => Promise<Page<Item>>,
): Promise<{ items: Item[]; isWhole: boolean }> {
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
