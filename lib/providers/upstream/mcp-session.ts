import { Client, SdkError, SdkErrorCode, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Post } from '@/lib/platform/outbound/post';
import { VERSION } from '@/lib/platform/version';
import { untilAborted } from './ask';
import { beforeSending, UpstreamFailure, unavailable } from './failure';

export type McpTarget = {
  service: string;
  url: URL;
  headers: Record<string, string>;
  fetch: typeof fetch;
  post: Post;
};

/** What was agreed with a server; requests are sent under it until the server forgets it. */
export type Session = {
  client: Client;
  transport: StreamableHTTPClientTransport;
  ready: Promise<void>;
  isReady: boolean;
  requests: number;
};

export const CLIENT = { name: 'patchbay', version: VERSION };

const OPEN_LIMIT_MS = 15_000;
const NO_RECONNECTION = {
  maxRetries: 0,
  initialReconnectionDelay: 0,
  maxReconnectionDelay: 0,
  reconnectionDelayGrowFactor: 1,
};

/** The SDK introduces us and finds the revision that both sides speak. */
export function startSession({ service, url, headers, fetch: send }: McpTarget): Session {
  const client = new Client(CLIENT, { versionNegotiation: { mode: 'auto' } });
  const transport = new StreamableHTTPClientTransport(url, {
    requestInit: { headers },
    reconnectionOptions: NO_RECONNECTION,
    // The stream for unasked messages: nobody listens to it here, and each would hold a connection open.
    fetch: async (input, init) => (init?.method === 'GET' ? new Response(null, { status: 405 }) : send(input, init)),
  });
  const ready = client.connect(transport, { timeout: OPEN_LIMIT_MS }).catch((caught: unknown) => {
    // The SDK has a word of its own for a server, or a service that gives out tokens, which says nothing.
    const isTimeout = caught instanceof SdkError && caught.code === SdkErrorCode.RequestTimeout;
    throw isTimeout ? unavailable(service, new UpstreamFailure('no answer in time')) : caught;
  });
  const session: Session = { client, transport, ready, isReady: false, requests: 0 };
  void ready.then(
    () => {
      session.isReady = true;
    },
    () => {}, // whoever waits for it hears of it
  );
  return session;
}

/** What goes wrong in here came before the request itself. */
export async function readyFor(signal: AbortSignal, { ready, isReady }: Session): Promise<void> {
  if (isReady) return;
  await untilAborted(signal, ready).catch((caught) => {
    throw beforeSending(caught);
  });
}

/** Answers by which the SDK tells revisions apart. */
export function passesToMcp(status: number): boolean {
  return status === 400 || status === 404 || status === 405;
}
