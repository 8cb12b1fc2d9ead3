import { json } from '../http';
import { newUuid } from '../ids';

const WORDS: Record<number, { slug: string; message: string }> = {
  400: { slug: 'BAD_REQUEST', message: 'The request is not valid.' },
  401: { slug: 'UNAUTHORIZED', message: 'Invalid API key.' },
  403: { slug: 'FORBIDDEN', message: 'This key may not do that.' },
  404: { slug: 'NOT_FOUND', message: 'The resource was not found.' },
  410: { slug: 'GONE', message: 'This endpoint was removed.' },
};

type Detail = { message?: string; slug?: string; code?: number; fix?: string };

/** Composio's error body: everything under `error`, with a code of its own beside the status. */
export function refuse(status: number, detail: Detail = {}): Response {
  const words = WORDS[status] ?? { slug: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our end.' };
  const error = {
    message: detail.message ?? words.message,
    code: detail.code ?? status,
    slug: detail.slug ?? words.slug,
    status,
    request_id: newUuid(),
    suggested_fix: detail.fix ?? 'Check the request and try again.',
  };
  return json({ error }, status);
}

/** Not everything that fails is worded by the service: limits are bare, and a gateway answers with a page. */
export function refuseLater(status: number, retryAfterS: number | null): Response {
  const headers: Record<string, string> = retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) };
  if (status === 429) return json({ message: 'Rate limit exceeded. Limit: 2000 requests per 1 minutes' }, 429, headers);
  if (status !== 502) return refuse(status);
  return new Response('<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>', {
    status,
    headers: { ...headers, 'content-type': 'text/html' },
  });
}

/** A page as Composio cuts it; the cursor is the base64 of "page-limit" and null on the last page. */
export function page<Item, Shown>(items: Item[], query: URLSearchParams, show: (item: Item) => Shown, maximum = 1000) {
  const [cursorPage, cursorLimit] = cursorOf(query.get('cursor'));
  const limit = Math.min(cursorLimit ?? wholeNumber(query.get('limit')) ?? 20, maximum);
  const current = cursorPage ?? 1;
  const totalPages = Math.ceil(items.length / limit);
  return {
    items: items.slice((current - 1) * limit, current * limit).map(show),
    next_cursor: current < totalPages ? Buffer.from(`${current + 1}-${limit}`).toString('base64') : null,
    total_pages: totalPages,
    current_page: current,
    total_items: items.length,
  };
}

function cursorOf(cursor: string | null): [page?: number, limit?: number] {
  const [, number, limit] = /^(\d+)-(\d+)$/.exec(Buffer.from(cursor ?? '', 'base64').toString('utf8')) ?? [];
  return number && limit ? [Number(number), Number(limit)] : [];
}

export function wholeNumber(text: string | null): number | null {
  const number = Number(text);
  return text && Number.isInteger(number) && number > 0 ? number : null;
}

/** Lists come joined by commas in one parameter. */
export function listIn(query: URLSearchParams, ...names: string[]): string[] {
  return names
    .flatMap((name) => query.getAll(name))
    .flatMap((value) => value.split(','))
    .filter(Boolean);
}
