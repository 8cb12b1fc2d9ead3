import { json } from '../http';

const MESSAGES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'record not found',
  429: 'Throttled',
};

/** Pipedream's error body: a bare sentence under `error`. */
export function refuse(status: number, message = MESSAGES[status] ?? 'Internal Server Error', headers = {}): Response {
  return json({ error: message }, status, headers);
}

export function refuseLater(status: number, retryAfterS: number | null): Response {
  return refuse(status, undefined, retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) });
}

type Paging = { after: string | null; limit: number };

export function pagingOf(query: URLSearchParams): Paging {
  const limit = Number(query.get('limit') ?? 10);
  return { after: query.get('after'), limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, 100) : 10 };
}

/**
 * A page as Pipedream cuts it. The cursor is there on the last page as well, and leads to one more page that is empty:
 * who pages until there is no cursor asks once more than seems needed.
 */
export function page<Item>(items: Item[], keyOf: (item: Item) => string, { after, limit }: Paging) {
  const cursors = items.map((item) => Buffer.from(keyOf(item)).toString('base64'));
  const from = after ? cursors.indexOf(after) + 1 || items.length : 0;
  const data = items.slice(from, from + limit);
  return {
    data,
    page_info: {
      total_count: items.length,
      count: data.length,
      start_cursor: data.length > 0 ? (cursors[from] ?? null) : null,
      end_cursor: data.length > 0 ? (cursors[from + data.length - 1] ?? null) : null,
    },
  };
}
