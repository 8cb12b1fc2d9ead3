import * as z from 'zod';
import { randomToken } from '@/lib/platform/seal/token';

const HEADER = 'mcp-session-id';
const OPENS_PAGES = 'opens-pages.';

const Initialize = z.object({
  method: z.literal('initialize'),
  params: z.object({ capabilities: z.object({ elicitation: z.object({ url: z.object({}) }) }) }),
});

/**
 * Before revision 2026-07-28 a client says once, when it starts, that it can open a page for its user, and sends the
 * session's id with everything after that. No session is kept: the id itself says it again, to whichever process is
 * asked. It opens nothing and is nobody's.
 */
export function withSession(response: Response, message: unknown): Response {
  if (!response.ok || !Initialize.safeParse(message).success) return response;
  const answer = new Response(response.body, response);
  answer.headers.set(HEADER, `${OPENS_PAGES}${randomToken(16)}`);
  return answer;
}

/** Whether the client that sent this said so at its start. */
export function opensPages(headers: Headers): boolean {
  return headers.get(HEADER)?.startsWith(OPENS_PAGES) ?? false;
}
