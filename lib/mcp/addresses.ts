import { FOREIGN_ORIGIN, isAllowedOrigin, isOwnHost } from '@/lib/http/own-hosts';
import { readLocale } from '@/lib/http/read-locale';
import { type Sentence, say, toText } from '@/lib/sentence';

/**
 * A page that a browser has open must not be able to speak to this endpoint: not from a site of its own (Origin), and
 * not under a name of its own that it made resolve to us (Host). Null when the request may pass; agents send no Origin.
 */
export function refuseForeignPage(request: Request): Response | null {
  const { headers } = request;
  const host = headers.get('host') ?? new URL(request.url).host;
  const origin = headers.get('origin');
  if (!isOwnHost(host)) return forbidden(request, say('http.foreignHost'));
  if (origin === null || isAllowedOrigin(origin, host)) return null;
  return forbidden(request, FOREIGN_ORIGIN);
}

function forbidden(request: Request, why: Sentence): Response {
  const message = toText(why, readLocale(request));
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }, { status: 403 });
}
