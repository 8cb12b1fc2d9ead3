import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach } from 'vitest';

export type Reply = {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is when it is text. */
  body?: unknown;
  delayMs?: number;
};
type Seen = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage['headers']; body: string };

/**
 * A server that knows nothing and repeats what a service once said. Replies are given per test, by method and path;
 * a list is used up one by one, its last one for ever. A request that nothing was given for fails the test.
 */
export function withRecordedServer() {
  let replies = new Map<string, Reply[]>();
  let seen: Seen[] = [];
  let hangUps = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? '/', 'http://recorded');
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET', headers } = request;
    const asked: Seen = { method, path: url.pathname, query: url.searchParams, headers, body };
    seen.push(asked);
    const left = replies.get(keyOf(asked));
    const reply = left && left.length > 1 ? left.shift() : left?.[0];
    response.once('close', () => {
      if (!response.writableFinished) hangUps += 1;
    });
    if (reply?.delayMs) await sleep(reply.delayMs);
    if (!reply) return void response.writeHead(599).end(`Nothing recorded for ${keyOf(asked)}`);
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
    const answer = text.replaceAll('"$id"', JSON.stringify(idIn(body)));
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.status === 204 ? undefined : answer);
  });

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => {
    replies = new Map();
    seen = [];
    hangUps = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** `say('GET /v1/connect/apps', reply)`; a JSON-RPC method goes behind the path: `POST /mcp tools/list`. */
    say: (request: string, ...given: Reply[]) => void replies.set(request, given),
    /** Callers that went away before their answer. */
    hangUps: () => hangUps,
    seen: (start = '') => seen.filter((asked) => keyOf(asked).startsWith(start)),
  };
}

function keyOf({ method, path, body }: Seen): string {
  const rpc = body.includes('"jsonrpc"') ? /"method":"([\w/]+)"/.exec(body)?.[1] : undefined;
  return [method, path, rpc].filter(Boolean).join(' ');
}

function idIn(body: string): unknown {
  try {
    return JSON.parse(body).id ?? null;
  } catch {
    return null;
  }
}

/** How a server of the former MCP revision answers: as one event of a stream. */
export function asEvent(result: unknown): Reply {
  const message = JSON.stringify({ jsonrpc: '2.0', id: '$id', result });
  return { headers: { 'content-type': 'text/event-stream' }, body: `event: message\ndata: ${message}\n\n` };
}

/** An address that was free a moment ago, where nobody listens. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
