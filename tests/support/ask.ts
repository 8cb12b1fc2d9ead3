export type Caller = { cookie: string } | { key: string } | { token: string } | null;

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

export type Question = {
  as?: Caller;
  method?: string;
  path?: string;
  params?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
};

/** Calls a route handler as a browser, a script or a backend would, without a server in between. */
export function ask(
  handler: unknown,
  { as = null, method, path = '/api/test', params = {}, body, headers }: Question = {},
) {
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...credentials(as), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return (handler as Handler)(request, { params: Promise.resolve(params) });
}

/** A browser says where a request comes from by itself. */
function credentials(as: Caller): Record<string, string> {
  if (as === null) return {};
  if ('cookie' in as) return { cookie: as.cookie, 'sec-fetch-site': 'same-origin' };
  return 'key' in as ? { 'x-api-key': as.key } : { authorization: `Bearer ${as.token}` };
}
