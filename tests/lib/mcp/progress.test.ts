import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { beforeAll, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { db } from '@/lib/platform/db';
import { forget } from '@/lib/platform/once';
import { connectProfile } from '@/tests/support/connected-profile';
import { useHttpServer } from '@/tests/support/http-server';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url } = useProduct();
const endpoint = useMcpEndpoint();
const heard: number[] = [];

/** Goes on only when the caller has heard of the step before. */
const slowTools = createMcpHandler(() => {
  const server = new Server({ name: 'slow', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', async (_, { mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken ?? '';
    for (const progress of [1, 2, 3]) {
      await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 3 } });
      await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(progress);
    }
    return { content: [{ type: 'text', text: '{"ret":"done"}' }] };
  });
  return server;
});

/** The sandbox, but for the calls of tools. */
const service = useHttpServer(async (request) => {
  const { pathname, search } = new URL(request.url);
  if (pathname.endsWith('/mcp')) return slowTools.fetch(request);
  const { method } = request;
  const headers = new Headers(request.headers);
  for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) headers.delete(name);
  const body = method === 'POST' ? await request.text() : null;
  const answer = await fetch(url() + pathname + search, { method, headers, body });
  const type = answer.headers.get('content-type') ?? '';
  return new Response(await answer.text(), { status: answer.status, headers: { 'content-type': type } });
});

let headers: Record<string, string>;

beforeAll(async () => {
  process.env.SANDBOX_URL = service();
  forget('env');
  const { owner } = await makeWorkspace();
  await connectProfile(url(), owner.accountId);
  const { key } = await createKey(owner.principal, { name: 'Agent', scopes: ['tools:read', 'tools:execute'] });
  const { externalId } = await db().account.findUniqueOrThrow({ where: { id: owner.accountId } });
  headers = { authorization: `Bearer ${key}`, 'x-user-id': externalId };
});

test.each(['auto', 'legacy'] as const)('a caller hears how far a tool is while it works, %s', async (mode) => {
  heard.length = 0;
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${endpoint()}/mcp`), { requestInit: { headers } }));
  const call = { name: 'gmail_find_email', arguments: {} };
  const result = await client.callTool(call, { onprogress: ({ progress }) => heard.push(progress) });
  expect(result).toMatchObject({ content: [{ type: 'text', text: 'done' }] });
  expect(heard).toEqual([1, 2, 3]);
  await client.close();
});
