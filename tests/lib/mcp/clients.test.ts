import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createMCPClient } from '@ai-sdk/mcp';
import { Client as ClientV2, StreamableHTTPClientTransport as TransportV2 } from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { connectProfile } from '@/tests/support/connected-profile';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { newerNode } from '@/tests/support/newer-node';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const run = promisify(execFile);
const { url, admin } = useProduct();
const endpoint = useMcpEndpoint();
const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

let headers: Record<string, string>;

beforeAll(async () => {
  const { owner } = await makeWorkspace();
  await connectProfile(url(), owner.accountId);
  const { key } = await createKey(owner.principal, { name: 'Agent', scopes: ['tools:read', 'tools:execute'] });
  const { externalId } = await accountOf(owner.accountId);
  headers = { authorization: `Bearer ${key}`, 'x-user-id': externalId };
});

async function accountOf(id: string) {
  const { db } = await import('@/lib/platform/db');
  return db().account.findUniqueOrThrow({ where: { id } });
}

const sent = async () => (await admin('GET', '/outbox')).outbox.length;

describe('clients that share no code with the endpoint list tools and call them', () => {
  test.each(['auto', 'legacy'] as const)('the SDK’s v2 client, %s', async (mode) => {
    const client = new ClientV2({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(new TransportV2(new URL(`${endpoint()}/mcp`), { requestInit: { headers } }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('gmail_send_email');
    const result = await client.callTool({ name: 'gmail_send_email', arguments: mail });
    expect(result.isError).toBeFalsy();
    expect(await sent()).toBe(1);
    await client.close();
  });

  test('the SDK’s v1 client', async () => {
    const client = new ClientV1({ name: 'test', version: '1' });
    await client.connect(new TransportV1(new URL(`${endpoint()}/mcp`), { requestInit: { headers } }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('gmail_send_email');
    expect((await client.callTool({ name: 'gmail_send_email', arguments: mail })).isError).toBeFalsy();
    expect(await sent()).toBe(1);
    await client.close();
  });

  test('@ai-sdk/mcp', async () => {
    const client = await createMCPClient({ transport: { type: 'http', url: `${endpoint()}/mcp`, headers } });
    const tools = await client.tools();
    const send = tools.gmail_send_email;
    expect(send).toBeDefined();
    await send?.execute(mail, { toolCallId: '1', messages: [] } as never);
    expect(await sent()).toBe(1);
    await client.close();
  });

  test('mcp-remote, for clients that only speak over standard input', async () => {
    const args = ['node_modules/mcp-remote/dist/proxy.js', `${endpoint()}/mcp`, '--allow-http', '--silent'];
    for (const [name, value] of Object.entries(headers)) args.push('--header', `${name}:${value}`);
    const client = new ClientV1({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('gmail_send_email');
    expect((await client.callTool({ name: 'gmail_send_email', arguments: mail })).isError).toBeFalsy();
    expect(await sent()).toBe(1);
    await client.close();
  });

  test('the inspector’s command line', async () => {
    const listed = await inspect('tools/list');
    expect(listed.tools).toContainEqual(expect.objectContaining({ name: 'gmail_send_email' }));
    const pairs = Object.entries(mail).flatMap(([name, value]) => ['--tool-arg', `${name}=${value}`]);
    const called = await inspect('tools/call', '--tool-name', 'gmail_send_email', ...pairs);
    expect(called.isError).toBeFalsy();
    expect(await sent()).toBe(1);
  }, 60_000);
});

/** Prints its answer as JSON. It keeps a catalogue of servers in the home folder, so it gets one of its own. */
async function inspect(method: string, ...wanted: string[]): Promise<{ tools?: object[]; isError?: boolean }> {
  const program = 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js';
  const args = [program, '--cli', `${endpoint()}/mcp`, '--transport', 'http', '--method', method, ...wanted];
  for (const [name, value] of Object.entries(headers)) args.push('--header', `${name}: ${value}`);
  const home = await mkdtemp(path.join(tmpdir(), 'patchbay-inspector-'));
  try {
    const { stdout } = await run(newerNode(), args, { env: { ...process.env, HOME: home, USERPROFILE: home } });
    return JSON.parse(stdout);
  } finally {
    await rm(home, { recursive: true });
  }
}
