import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as FormerServer } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { trustedPost } from '@/lib/platform/outbound/post';
import { upstreamFetch } from '@/lib/providers/upstream/fetch';
import { passesToMcp } from '@/lib/providers/upstream/mcp-session';
import { type OpenMcp, openMcp } from '@/lib/providers/upstream/tools-over-mcp';
import { serveRequest } from '@/server/serve-request';

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

const LIMITS = { maxBytes: 2 ** 20, pruneAtBytes: 2 ** 20 };
let runs: string[];
let listener: Listener;
let open: OpenMcp;

function current(): Listener {
  const handler = createMcpHandler(
    () => {
      const server = new Server({ name: 'test', version: '1' }, { capabilities: { tools: {} } });
      server.setRequestHandler('tools/call', () => {
        runs.push('current');
        return { content: [] };
      });
      return server;
    },
    { legacy: 'reject' },
  );
  return (incoming, outgoing) => serveRequest(incoming, outgoing, (request) => handler.fetch(request));
}

/** As the examples of the former SDK are written, and so most servers: a session nobody knows is a bad request. */
function former(): Listener {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  return async (incoming, outgoing) => {
    const id = incoming.headers['mcp-session-id'];
    const known = sessions.get(String(id));
    if (known) return known.handleRequest(incoming, outgoing);
    if (id !== undefined) {
      const error = { code: -32000, message: 'Bad Request: No valid session ID provided' };
      outgoing.writeHead(400, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
      return;
    }
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (made) => void sessions.set(made, transport),
    });
    const server = new FormerServer({ name: 'test', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler(CallToolRequestSchema, () => {
      runs.push('former');
      return { content: [] };
    });
    await server.connect(transport as never);
    return transport.handleRequest(incoming, outgoing);
  };
}

const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
const call = () => open.callTool({ name: 'plain', input: {}, meta: {}, signal: AbortSignal.timeout(10_000) });

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
beforeEach(() => {
  runs = [];
  open = openMcp({
    service: 'Test',
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`),
    headers: {},
    fetch: upstreamFetch('Test', guardedFetch({ trusted: true }), passesToMcp),
    post: trustedPost(LIMITS),
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each([
  ['an older revision', current, former, ['current', 'former']],
  ['a newer revision', former, current, ['former', 'current']],
  ['the same revision without its sessions', former, former, ['former', 'former']],
])('a server that is replaced by one of %s is introduced to again, and the call runs once', async (_, ...rest) => {
  const [before, after, expected] = rest;
  listener = before();
  await call();
  listener = after();
  expect(await call()).not.toHaveProperty('isError');
  expect(runs).toEqual(expected);
});

test('a server that names the revisions it takes is asked in one of them', async () => {
  listener = current();
  await call();
  const afterwards = former();
  listener = async (incoming, outgoing) => {
    if (incoming.headers['mcp-protocol-version'] !== '2026-07-28') return afterwards(incoming, outgoing);
    const error = { code: -32022, message: 'Unsupported protocol version', data: { supported: ['2025-06-18'] } };
    outgoing.writeHead(400, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ jsonrpc: '2.0', error, id: 'patchbay-2' }));
  };
  expect(await call()).not.toHaveProperty('isError');
  expect(runs).toEqual(['current', 'former']);
});

test('one that refuses every revision is asked twice, and the call is refused', async () => {
  listener = former();
  await call();
  let calls = 0;
  const refuse = former();
  listener = async (incoming, outgoing) => {
    if (incoming.headers['mcp-session-id'] === undefined) return refuse(incoming, outgoing);
    calls += 1;
    const error = { code: -32000, message: 'Bad Request' };
    outgoing.writeHead(400, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
  };
  await expect(call()).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(runs).toEqual(['former']);
  expect(calls).toBeGreaterThanOrEqual(2);
});

test('a server that failed in the tool with the same code is not called again: the tool may have done its work', async () => {
  listener = former();
  await call();
  let calls = 0;
  listener = async (incoming, outgoing) => {
    calls += 1;
    let text = '';
    for await (const part of incoming) text += part;
    const error = { code: -32000, message: 'Bad Request: the mail was sent, the folder was not found' };
    outgoing.writeHead(400, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ jsonrpc: '2.0', error, id: JSON.parse(text).id }));
  };
  await expect(call()).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(calls).toBe(1);
});
