import { AsyncLocalStorage } from 'node:async_hooks';
import { Client, ProtocolError, SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { JsonObject } from '@/lib/contracts/json';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { Progress } from '../provider';
import { toAnnotations } from './annotations';
import { ask, untilAborted } from './ask';
import { beforeSending } from './failure';
import { isEventStream } from './fetch';
import { watchStream } from './watch-stream';

export type McpTarget = { service: string; url: URL; headers: Record<string, string>; fetch: typeof fetch };
export type McpCall = {
  name: string;
  input: JsonObject;
  meta: Record<string, string>;
  signal: AbortSignal;
  onProgress?: ((progress: Progress) => void) | undefined;
};

const McpTool = z.object({
  name: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: JsonObject,
  outputSchema: JsonObject.optional(),
  annotations: z.looseObject({ title: z.string().optional() }).optional(),
});
export type McpTool = z.infer<typeof McpTool>;

/** A connection to an MCP server that is kept open between calls. */
export type OpenMcp = {
  listTools(signal: AbortSignal): Promise<McpTool[]>;
  /** The raw result. A refusal of the call by the server is a result with `isError`. */
  callTool(call: McpCall): Promise<unknown>;
  close(): Promise<void>;
};

type Session = { client: Client; ready: Promise<void> };

/** The longest that anybody may wait for a tool; the caller's own deadline ends most calls sooner. */
const CALL_LIMIT_MS = 125_000;
const OPEN_LIMIT_MS = 15_000;
const NO_RECONNECTION = {
  maxRetries: 0,
  initialReconnectionDelay: 0,
  maxReconnectionDelay: 0,
  reconnectionDelayGrowFactor: 1,
};

export function openMcp(target: McpTarget): OpenMcp {
  const calling = new AsyncLocalStorage<Waiting>();
  let session: Session | null = null;

  function start(): Session {
    const client = new Client({ name: 'patchbay', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
    const transport = new StreamableHTTPClientTransport(target.url, {
      requestInit: { headers: target.headers },
      reconnectionOptions: NO_RECONNECTION,
      fetch: hangingUp(target.service, target.fetch, calling),
    });
    const started = { client, ready: client.connect(transport, { timeout: OPEN_LIMIT_MS }) };
    started.ready.catch(() => forget(started));
    return started;
  }

  function forget(stale: Session) {
    if (session === stale) session = null;
  }

  async function exchange<Answer>(signal: AbortSignal, send: (client: Client) => Promise<Answer>): Promise<Answer> {
    session ??= start();
    const current = session;
    await readyFor(signal, current);
    try {
      return await untilBroken(calling, signal, () => send(current.client));
    } catch (caught) {
      if (!isUnknownSession(caught)) throw caught;
      // The server forgot us and says so before doing anything: introduce ourselves again, once.
      forget(current);
      session ??= start();
      const next = session;
      await readyFor(signal, next);
      return untilBroken(calling, signal, () => send(next.client));
    }
  }

  return {
    listTools: (signal) =>
      ask(target.service, signal, async (bounded) => {
        const { tools } = await exchange(bounded, (client) =>
          client.listTools(undefined, { signal: bounded, timeout: CALL_LIMIT_MS, cacheMode: 'refresh' }),
        );
        return tools.flatMap((tool) => McpTool.safeParse(tool).data ?? []);
      }),

    // Not client.callTool: that checks the result against the output schema afterwards, and would turn a write that
    // was done into an error; and it sends a call again when it dislikes the headers of an answer.
    callTool: ({ name, input, meta, signal, onProgress }) => {
      const params = { name, arguments: input, ...(Object.keys(meta).length > 0 && { _meta: meta }) };
      const call = (bounded: AbortSignal) =>
        exchange<unknown>(bounded, (client) =>
          client.request(
            { method: 'tools/call', params },
            { signal: bounded, timeout: CALL_LIMIT_MS, ...(onProgress && { onprogress: onProgress }) },
          ),
        ).catch(asResult);
      return ask(target.service, signal, call, CALL_LIMIT_MS);
    },

    async close() {
      const closing = session;
      session = null;
      await closing?.client.close();
    },
  };
}

async function readyFor(signal: AbortSignal, { ready }: Session): Promise<void> {
  await untilAborted(signal, ready).catch((caught) => {
    throw beforeSending(caught);
  });
}

/** What a request that is under way must hear of: that its caller left, and that its answer broke off. */
type Waiting = { signal: AbortSignal; broken(cause: unknown): void };

/** The client keeps waiting for an answer whose stream has ended, so the stream itself ends the wait. */
async function untilBroken<Answer>(
  calling: AsyncLocalStorage<Waiting>,
  signal: AbortSignal,
  send: () => Promise<Answer>,
): Promise<Answer> {
  let broken = (_cause: unknown) => {};
  const breaking = new Promise<never>((_, reject) => {
    broken = reject;
  });
  return Promise.race([calling.run({ signal, broken }, send), breaking]);
}

/** Servers of the former revision are only told of a cancellation; hanging up is what stops the work. */
function hangingUp(service: string, send: typeof fetch, calling: AsyncLocalStorage<Waiting>) {
  return async (input: string | URL, init?: RequestInit): Promise<Response> => {
    // The stream for unasked messages: nobody listens to it here, and each would hold a connection open.
    if (init?.method === 'GET') return new Response(null, { status: 405 });
    const waiting = calling.getStore();
    const signals = [init?.signal, waiting?.signal].filter((signal) => signal !== undefined && signal !== null);
    const response = await send(input, { ...init, signal: AbortSignal.any(signals) });
    if (!waiting || !response.body || !isEventStream(response)) return response;
    const { status, headers } = response;
    return new Response(watchStream(service, response.body, waiting.broken), { status, headers });
  };
}

/** "No such tool" and "wrong arguments" are answers that the caller can act on. */
function asResult(caught: unknown): unknown {
  if (!(caught instanceof ProtocolError)) throw caught;
  return { isError: true, content: [{ type: 'text', text: caught.message }] };
}

function isUnknownSession(caught: unknown): boolean {
  return caught instanceof SdkHttpError && caught.status === 404;
}

export function toToolDefinition(tool: McpTool): ToolDefinition {
  return {
    name: tool.name,
    title: tool.title ?? tool.annotations?.title ?? null,
    description: tool.description ?? '',
    input_schema: tool.inputSchema,
    output_schema: tool.outputSchema ?? null,
    annotations: toAnnotations(tool.annotations ?? {}),
    version: null,
  };
}
