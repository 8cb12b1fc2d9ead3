import type { ServerResponse } from 'node:http';
import { readLocale } from '@/lib/http/read-locale';
import { type Sentence, toText } from '@/lib/sentence';
import { carriesSuccess } from './carries-success';

type Headers = Record<string, string>;

/** What a handler would have answered, where none came to it. */
export function sendError(
  outgoing: ServerResponse,
  status: number,
  { code, message, headers }: { code: string; message: Sentence; headers?: Headers },
): void {
  const error = { code, message: inLanguageOf(outgoing, message), request_id: outgoing.getHeader('X-Request-Id') };
  outgoing.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
  outgoing.end(JSON.stringify(carriesSuccess(outgoing.req) ? { success: false, error } : { error }));
}

function inLanguageOf({ req }: ServerResponse, message: Sentence): string {
  const accepted = req.headers['accept-language'];
  const locale = accepted
    ? readLocale(new Request('http://server', { headers: { 'accept-language': accepted } }))
    : 'en';
  return toText(message, locale);
}
