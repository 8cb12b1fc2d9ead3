import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as FormerServer } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, EmptyResultSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createMcpHandler, ProtocolError, Server } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { trustedPost } from '@/lib/platform/outbound/post';
import type { Progress } from '@/lib/providers/provider';
import { upstreamFetch } from '@/lib/providers/upstream/fetch';
import { passesToMcp } from '@/lib/providers/upstream/mcp-session';
import { type OpenMcp, openMcp } from '@/lib/providers/upstream/tools-over-mcp';
import { serveRequest } from '@/server/serve-request';

/** What a tool of the test may do with the call that it is in. */
type Running = {
  name: string;
  input: Record<string, unknown>;
  signal: AbortSignal;
  progress(step: Progress): Promise<void>;
  ping(): Promise<unknown>;
};
type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

const TOOLS = ['plain', 'größe messen'].map((name) => ({ name, inputSchema: { type: 'object' as const } }));
const unasked = async () => undefined;
let run: (running: Running) => Promise<string>;

/** The SDK's own server of each revision; the former one with sessions, as most that are out there. */
const REVISIONS: [string, () => Listener][] = [
  ['2026-07-28', current],
  ['2025-11-25', former],
];

function current(): Listener {
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'test', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', () => ({ tools: TOOLS }));
    server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      if (params.name === 'missing') throw new ProtocolError(-32602, 'There is no tool named missing.');
      const progressToken = mcpReq._meta?.progressToken ?? '';
      const text = await run({
        ...{ name: params.name, input: params.arguments ?? {}, signal: mcpReq.signal, ping: unasked },
        progress: (step) => mcpReq.notify({ method: 'notifications/progress', params: { progressToken, ...step } }),
      });
      return { content: [{ type: 'text', text }] };
    });
    return server;
  });
  return (incoming, outgoing) => serveRequest(incoming, outgoing, (request) => handler.fetch(request));
}

function former(): Listener {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  return async (incoming, outgoing) => {
    const known = sessions.get(String(incoming.headers['mcp-session-id']));
    if (known) return known.handleRequest(incoming, outgoing);
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, transport),
    });
    await formerServer().connect(transport as never);
    return transport.handleRequest(incoming, outgoing);
  };
}

function formerServer(): FormerServer {
  const server = new FormerServer({ name: 'test', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    if (params.name === 'missing') throw new Error('There is no tool named missing.');
    const progressToken = extra._meta?.progressToken ?? '';
    const text = await run({
      ...{ name: params.name, input: params.arguments ?? {}, signal: extra.signal },
      ping: () => extra.sendRequest({ method: 'ping' }, EmptyResultSchema),
      progress: (step) =>
        extra.sendNotification({ method: 'notifications/progress', params: { progressToken, ...step } }),
    });
    return { content: [{ type: 'text', text }] };
  });
  return server;
}

describe.each(REVISIONS)('a server of revision %s', (_, makeListener) => {
  const listener = makeListener();
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  let open: OpenMcp;
  const call = (name: string, more: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {}) =>
    open.callTool({ name, input: { a: 1 }, meta: {}, signal: AbortSignal.timeout(10_000), ...more });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open = openMcp({
      service: 'Test',
      url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp?kind=test`),
      headers: {},
      fetch: upstreamFetch('Test', guardedFetch({ trusted: true }), passesToMcp),
      post: trustedPost({ maxBytes: 2 ** 20, pruneAtBytes: 2 ** 20 }),
    });
  });
  beforeEach(() => {
    run = async ({ name, input }) => `${name} ${JSON.stringify(input)}`;
  });
  afterAll(async () => {
    await open.close();
    server.closeAllConnections();
    server.close();
  });

  test('lists its tools and runs them, whatever they are named', async () => {
    expect((await open.listTools(AbortSignal.timeout(10_000))).map(({ name }) => name)).toEqual([
      'plain',
      'größe messen',
    ]);
    for (const { name } of TOOLS) {
      expect(await call(name)).toMatchObject({ content: [{ type: 'text', text: `${name} {"a":1}` }] });
    }
  });

  test('that refuses a call gives an answer to read', async () => {
    expect(await call('missing')).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('There is no tool named missing.') }],
    });
  });

  test('tells how far it is while it works, not when it is done', async () => {
    const heard: Progress[] = [];
    run = async ({ progress }) => {
      for (const step of [1, 2]) {
        await progress({ progress: step, total: 2, message: `step ${step}` });
        await expect.poll(() => heard.length).toBe(step); // else the tool does not go on
      }
      return 'done';
    };
    expect(await call('plain', { onProgress: (step) => heard.push(step) })).toMatchObject({
      content: [{ text: 'done' }],
    });
    expect(heard).toEqual([1, 2].map((progress) => ({ progress, total: 2, message: `step ${progress}` })));
  });

  test('hears that the caller hung up', async () => {
    const caller = new AbortController();
    const stopped = new Promise<string>((resolve) => {
      run = ({ signal }) =>
        new Promise((end) => {
          signal.addEventListener('abort', () => {
            resolve('stopped');
            end('nobody reads this');
          });
          caller.abort(new Error('hung up'));
        });
    });
    await expect(call('plain', { signal: caller.signal })).rejects.toThrow('hung up');
    expect(await stopped).toBe('stopped');
    run = async () => 'again';
    expect(await call('plain')).toMatchObject({ content: [{ text: 'again' }] });
  });

  test('that asks something in the middle of a call is answered', async () => {
    run = async ({ ping }) => {
      await ping();
      return 'answered';
    };
    expect(await call('plain')).toMatchObject({ content: [{ text: 'answered' }] });
  });
});
