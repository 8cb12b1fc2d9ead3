import type { IncomingMessage, ServerResponse } from 'node:http';
import { FOREIGN_ORIGIN, isAllowedOrigin } from '@/lib/http/own-hosts';
import type { Env } from '@/lib/platform/env/schema';
import { sendError } from './send-error';

/** What a page may read of an answer, beside the few headers that browsers always show. */
const EXPOSED = [
  'Content-Disposition',
  'Location',
  'Mcp-Session-Id',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
].join(', ');

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  // The star stands for every header but this one. MCP has headers whose names depend on the tool (Mcp-Param-…).
  'Access-Control-Allow-Headers': '*, Authorization',
  'Access-Control-Max-Age': '7200',
};

const OF_PROGRAMS = /^\/(api|mcp)([/?]|$)/;

/**
 * Lets pages of other sites use the API and MCP with a key that they send themselves (CORS). Never with a cookie:
 * `Access-Control-Allow-Credentials` is not sent, so that a page can do nothing as the person who looks at it. The Host
 * must have been checked. True when the request was a preflight, which has then been answered.
 */
export function allowCrossOrigin(incoming: IncomingMessage, outgoing: ServerResponse, settings: Env): boolean {
  const { method, url = '/', headers } = incoming;
  if (!OF_PROGRAMS.test(url)) return false;
  outgoing.setHeader('Vary', 'Origin');
  const { origin } = headers;
  if (origin === undefined) return false;
  const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
  const isAllowed = isAllowedOrigin(origin, headers.host ?? '', settings);
  if (isAllowed) {
    outgoing.setHeader('Access-Control-Allow-Origin', origin);
    outgoing.setHeader('Access-Control-Expose-Headers', EXPOSED);
  }
  if (!isPreflight) return false;
  if (isAllowed) outgoing.writeHead(204, PREFLIGHT).end();
  else sendError(outgoing, 403, { code: 'forbidden', message: FOREIGN_ORIGIN });
  return true;
}
