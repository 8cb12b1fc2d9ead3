import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Call } from '@/lib/calls/call-tool';
import { opensPages } from './session';

/** What a call needs to know of the message that brought it, however that message was read. */
export type CallContext = {
  /** What the client calls its request. */
  id: string | number;
  meta: Record<string, unknown>;
  /** How the client is asked to open a page for its user; null when it cannot. */
  pages: Pages;
  /** It comes back with what it was asked for. */
  isAnswered: boolean;
  onProgress: Call['onProgress'];
  /** A tool of ours was called to call this one, whose name was an argument and not part of the protocol. */
  isRelayed?: boolean;
};

/** With an answer that needs its input since revision 2026-07-28, with an error of its own before that. */
export type Pages = 'input' | 'error' | null;

export function contextOf({ mcpReq }: ServerContext, headers: Headers): CallContext {
  return {
    id: mcpReq.id,
    meta: mcpReq._meta ?? {},
    pages: pagesOf(mcpReq.envelope ?? null, headers),
    isAnswered: mcpReq.inputResponses !== undefined,
    onProgress: progressTo(mcpReq),
  };
}

/** `carried` is what a message of revision 2026-07-28 says of its client. */
export function pagesOf(carried: object | null, headers: Headers): Pages {
  if (!carried) return opensPages(headers) ? 'error' : null;
  const said: { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities } = carried;
  return said[CLIENT_CAPABILITIES_META_KEY]?.elicitation?.url === undefined ? null : 'input';
}

function progressTo({ _meta, notify }: ServerContext['mcpReq']): Call['onProgress'] {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress) => {
    // Whoever hung up is told nothing more.
    void notify({ method: 'notifications/progress', params: { progressToken, ...progress } }).catch(() => {});
  };
}
