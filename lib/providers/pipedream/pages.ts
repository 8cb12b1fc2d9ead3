import type { Page } from '@/lib/contracts/paging';
import { ask } from '../upstream/ask';
import { unreadable } from '../upstream/failure';
import { SERVICE } from './access-token';

/** The part of the library's page that is used; its own walk changes the page under the reader. */
type LibraryPage = { data: unknown; response: { pageInfo?: { endCursor?: string | undefined } | undefined } };
type LoadPage = (after: string | undefined, abortSignal: AbortSignal) => Promise<LibraryPage>;

const MOST_PAGES = 50;

/** One page. A last page may still name a cursor that leads to an empty one, and the empty one ends the walk. */
export async function readPage(cursor: string | null, signal: AbortSignal, load: LoadPage): Promise<Page<unknown>> {
  const { data, response } = await ask(SERVICE, signal, (bounded) => load(cursor ?? undefined, bounded));
  if (!Array.isArray(data)) throw unreadable(SERVICE, 'a page without a list');
  const next = response.pageInfo?.endCursor;
  return { items: data, nextCursor: data.length > 0 && next && next !== cursor ? next : null };
}

/** Every item, as far as a service that never stops naming cursors is followed. */
export async function readAllPages(signal: AbortSignal, load: LoadPage): Promise<unknown[]> {
  const items: unknown[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await readPage(cursor, signal, load);
    items.push(...found.items);
    if (found.nextCursor === null) break;
    cursor = found.nextCursor;
  }
  return items;
}
