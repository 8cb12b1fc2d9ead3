import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Call } from '@/lib/calls/call-tool';

/** What a call needs to know of the message that brought it, however that message was read. */
export type CallContext = {
  meta: Record<string, unknown>;
  /** What the client can do; null where it did not say, as before revision 2026-07-28. */
  capabilities: ClientCapabilities | null;
  /** It comes back with what it was asked for. */
  isAnswered: boolean;
  onProgress: Call['onProgress'];
};

export function contextOf({ mcpReq }: ServerContext): CallContext {
  const carried: { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities } = mcpReq.envelope ?? {};
  return {
    meta: mcpReq._meta ?? {},
    capabilities: carried[CLIENT_CAPABILITIES_META_KEY] ?? null,
    isAnswered: mcpReq.inputResponses !== undefined,
    onProgress: progressTo(mcpReq),
  };
}

function progressTo({ _meta, notify }: ServerContext['mcpReq']): Call['onProgress'] {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return (progress) => {
    // Whoever hung up is told nothing more.
    void notify({ method: 'notifications/progress', params: { progressToken, ...progress } }).catch(() => {});
  };
}
