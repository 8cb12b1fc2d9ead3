import type { ServerResponse } from 'node:http';
import { readLocale } from '@/lib/http/read-locale';
import { inSpanish } from '@/lib/http/translate';
import { carriesSuccess } from './carries-success';

type Headers = Record<string, string>;

/** What a handler would have answered, where none came to it. */
export function sendError(
  outgoing: ServerResponse,
  status: number,
  { code, message, headers }: { code: string; message: string; headers?: Headers },
): void {
  const error = { code, message: inLanguageOf(outgoing, message), request_id: outgoing.getHeader('X-Request-Id') };
  outgoing.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
  outgoing.end(JSON.stringify(carriesSuccess(outgoing.req) ? { success: false, error } : { error }));
}

function inLanguageOf({ req }: ServerResponse, message: string): string {
  const accepted = req.headers['accept-language'];
  if (!accepted) return message;
  const locale = readLocale(new Request('http://server', { headers: { 'accept-language': accepted } }));
  return locale === 'es' ? (inSpanish(message) ?? message) : message;
}
