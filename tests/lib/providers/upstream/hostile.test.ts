import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { trustedPost } from '@/lib/platform/outbound/post';
import { upstreamFetch } from '@/lib/providers/upstream/fetch';
import { passesToMcp } from '@/lib/providers/upstream/mcp-session';
import { openMcp } from '@/lib/providers/upstream/tools-over-mcp';

const LIMITS = { maxBytes: 2 ** 20, pruneAtBytes: 2 ** 19 };
const JSON_TYPE = { 'content-type': 'application/json' };
const EVENTS = { 'content-type': 'text/event-stream' };

type Answer = (response: ServerResponse, id: string) => void;

let answer: Answer;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

/** Introduces itself as a server of MCP does, and answers calls in whatever way the test says. */
const server = createServer(async (request, response) => {
  let text = '';
  for await (const piece of request) text += piece;
  const { method, id } = text === '' ? { method: '', id: '' } : JSON.parse(text);
  if (method === 'tools/call') return answer(response, id);
  if (method === 'tools/list') {
    const result = { tools: [{ name: id, inputSchema: { type: 'object' } }], nextCursor: id };
    return response.writeHead(200, JSON_TYPE).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  }
  if (method !== 'initialize') return response.writeHead(method.startsWith('notifications/') ? 202 : 400).end();
  const serverInfo = { name: 'test', version: '1' };
  const result = { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo };
  return response.writeHead(200, JSON_TYPE).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
});

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => void unhandled.splice(0));
afterAll(() => {
  process.off('unhandledRejection', onUnhandled);
  server.closeAllConnections();
  server.close();
});

const url = () => new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
const open = () =>
  openMcp({
    service: 'Test',
    url: url(),
    headers: {},
    fetch: upstreamFetch('Test', guardedFetch({ trusted: true, ...LIMITS }), passesToMcp),
    post: trustedPost(LIMITS),
  });

function endless(response: ServerResponse, piece: string): void {
  const write = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
}

const HOSTILE: [string, Answer][] = [
  [
    'a stream of events that is cut',
    (response) => {
      response.writeHead(200, EVENTS).write('data: {"jsonrpc"');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [
    'a stream of events that ends without an answer',
    (response) => void response.writeHead(200, EVENTS).end(': bye\n\n'),
  ],
  [
    'a stream of events without end',
    (response) => endless(response.writeHead(200, EVENTS), `data: {"a":"${'x'.repeat(9_000)}"}\n\n`),
  ],
  ['one event without end', (response) => endless(response.writeHead(200, EVENTS), `data: ${'x'.repeat(9_000)}`)],
  ['a body without end', (response) => endless(response.writeHead(200, JSON_TYPE), `"${'x'.repeat(9_000)}",`)],
  ['nothing but openings', (response) => endless(response.writeHead(200, JSON_TYPE), '['.repeat(9_000))],
  [
    'less than was announced',
    (response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': 5_000 }).write('{"jsonrpc":"2.0"');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [
    'more than was announced',
    (response) => {
      response.socket?.end(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}{"more":true}',
      );
    },
  ],
  [
    'what unpacks to a thousand times its size',
    (response) => {
      response
        .writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(50 * 2 ** 20, ' ')));
    },
  ],
  [
    'an answer to another request',
    (response) => void response.writeHead(200, JSON_TYPE).end('{"jsonrpc":"2.0","id":"other","result":{}}'),
  ],
  [
    'JSON of 100,000 levels',
    (response, id) => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000);
      response
        .writeHead(200, JSON_TYPE)
        .end(`{"jsonrpc":"2.0","id":"${id}","result":{"content":[],"structuredContent":${deep}}}`);
    },
  ],
  [
    'a result that is a list',
    (response, id) => void response.writeHead(200, JSON_TYPE).end(`{"jsonrpc":"2.0","id":"${id}","result":[]}`),
  ],
  ['no HTTP', (response) => void response.socket?.end('hello\r\n\r\n')],
];

test.each(HOSTILE)('%s fails the one call, and nothing else', async (_, hostile) => {
  const mcp = open();
  answer = hostile;
  const before = process.memoryUsage.rss();
  const call = () => mcp.callTool({ name: 'any', input: {}, meta: {}, signal: AbortSignal.timeout(8_000) });
  const failed = await call().catch((caught) => caught);
  expect(failed).toMatchObject({ code: expect.stringMatching(/^provider_/) });
  answer = (response, id) =>
    void response.writeHead(200, JSON_TYPE).end(JSON.stringify({ jsonrpc: '2.0', id, result: { content: [] } }));
  expect(await call()).toEqual({ content: [] });
  await pause(50);
  expect(unhandled).toEqual([]);
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 2 ** 20);
  await mcp.close();
});

test('a list that does not end is refused, and not taken for whole where reading stops', async () => {
  const mcp = open();
  await expect(mcp.listTools(AbortSignal.timeout(8_000))).rejects.toMatchObject({ code: 'provider_rejected' });
  await mcp.close();
});

test('a caller who hangs up at any moment leaves no rejection behind', async () => {
  const mcp = open();
  answer = (response, id) => {
    response.writeHead(200, EVENTS);
    setTimeout(() => response.end(`data: ${JSON.stringify({ jsonrpc: '2.0', id, result: { content: [] } })}\n\n`), 15);
  };
  const hangUpAfter = async (ms: number) => {
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error('hung up')), ms);
    return mcp.callTool({ name: 'any', input: {}, meta: {}, signal: caller.signal }).catch(() => 'hung up');
  };
  await Promise.all(Array.from({ length: 60 }, (_, ms) => hangUpAfter(ms / 2)));
  await pause(100);
  expect(unhandled).toEqual([]);
  await mcp.close();
});

test('a server that does not even introduce itself is unavailable, not misread', { timeout: 20_000 }, async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const mcp = openMcp({
    service: 'Test',
    url: new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/mcp`),
    headers: {},
    fetch: upstreamFetch('Test', guardedFetch({ trusted: true, ...LIMITS }), passesToMcp),
    post: trustedPost(LIMITS),
  });
  const call = mcp.callTool({ name: 'any', input: {}, meta: {}, signal: AbortSignal.timeout(19_000) });
  expect(await call.catch((caught) => caught)).toMatchObject({ code: 'provider_unavailable' });
  silent.closeAllConnections();
  silent.close();
});
