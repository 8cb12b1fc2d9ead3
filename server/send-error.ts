import type { ServerResponse } from 'node:http';

type Headers = Record<string, string>;

/** What a handler would have answered, where none came to it. */
export function sendError(
  outgoing: ServerResponse,
  status: number,
  { code, message, headers }: { code: string; message: string; headers?: Headers },
): void {
  const error = { code, message, request_id: outgoing.getHeader('X-Request-Id') };
  outgoing.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  outgoing.end(JSON.stringify({ error }));
}
