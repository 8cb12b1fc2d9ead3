import * as z from 'zod';
import { randomToken } from '@/lib/platform/seal/token';

const HEADER = 'mcp-session-id';
const OPENS_PAGES = 'opens-pages.';
const PLAIN = 'plain.';

const Initialize = z.object({ method: z.literal('initialize') });
const InitializeWithPages = z.object({
  params: z.object({ capabilities: z.object({ elicitation: z.object({ url: z.object({}) }) }) }),
});

/**
 * Before revision 2026-07-28 a client says once, when it starts, whether it can open a page for its user, and sends the
 * session's id with everything after that. No session is kept: the id itself says it again, to whichever process is
 * asked, and tells the requests of one client from those of another. It opens nothing and is nobody's.
 */
export function withSession(response: Response, message: unknown): Response {
  if (!response.ok || !Initialize.safeParse(message).success) return response;
  const answer = new Response(response.body, response);
  const kind = InitializeWithPages.safeParse(message).success ? OPENS_PAGES : PLAIN;
  answer.headers.set(HEADER, `${kind}${randomToken(16)}`);
  return answer;
}

/** The session that a request belongs to, when its client has started one here. */
export function sessionOf(headers: Headers): string | null {
  const session = headers.get(HEADER);
  return session !== null && /^(opens-pages|plain)\.[\w-]{22}$/.test(session) ? session : null;
}

/** Whether the client that sent this said so at its start. */
export function opensPages(headers: Headers): boolean {
  return headers.get(HEADER)?.startsWith(OPENS_PAGES) ?? false;
}

/** A client that ends its session: there is nothing to end, and no error in saying goodbye. */
export function endsSession(request: Request): boolean {
  return request.method === 'DELETE' && sessionOf(request.headers) !== null;
}
