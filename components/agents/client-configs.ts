import { type ConnectionTarget, headersFor, KEY_PLACEHOLDER } from './connection-target';

export const CLIENTS = ['claude', 'claudeCode', 'cursor', 'vsCode', 'typescript', 'python', 'curl'] as const;
export type AgentClient = (typeof CLIENTS)[number];

/** Ready to paste: the file it belongs into, or null for a command or a program of one's own. */
export type ClientConfig = { file: string | null; code: string };

const NAME = 'patchbay';

export function configFor(client: AgentClient, target: ConnectionTarget): ClientConfig {
  return WRITERS[client](target);
}

const WRITERS: Record<AgentClient, (target: ConnectionTarget) => ClientConfig> = {
  claude: (target) => ({ file: 'claude_desktop_config.json', code: claude(target) }),
  claudeCode: (target) => ({ file: null, code: claudeCode(target) }),
  cursor: (target) => ({ file: '.cursor/mcp.json', code: json({ mcpServers: { [NAME]: remote(target) } }) }),
  vsCode: (target) => ({
    file: '.vscode/mcp.json',
    code: json({ servers: { [NAME]: { type: 'http', ...remote(target) } } }),
  }),
  typescript: (target) => ({ file: null, code: typescript(target) }),
  python: (target) => ({ file: null, code: python(target) }),
  curl: (target) => ({ file: null, code: curl(target) }),
};

function remote(target: ConnectionTarget) {
  return { url: target.url, headers: headersFor(target) };
}

/** The desktop app starts programs and sends no headers of its own, so a small one stands between. */
function claude(target: ConnectionTarget): string {
  // Headers without a space, and the key from the environment: both keep the app from tearing them apart.
  const headers = ['--header', `X-API-Key:$\{PATCHBAY_API_KEY}`];
  if (target.userId !== null) headers.push('--header', `X-User-Id:${target.userId}`);
  const plain = target.url.startsWith('http:') ? ['--allow-http'] : [];
  const args = ['-y', 'mcp-remote', target.url, ...headers, ...plain];
  return json({
    mcpServers: { [NAME]: { command: 'npx', args, env: { PATCHBAY_API_KEY: target.key ?? KEY_PLACEHOLDER } } },
  });
}

function claudeCode(target: ConnectionTarget): string {
  const headers = Object.entries(headersFor(target)).map(
    ([name, value]) => `  --header ${quoted(`${name}: ${value}`)}`,
  );
  return [`claude mcp add --transport http ${NAME} ${quoted(target.url)}`, ...headers].join(' \\\n');
}

function typescript(target: ConnectionTarget): string {
  const headers = json(headersFor(target)).replaceAll('\n', '\n  ');
  return `// npm install @modelcontextprotocol/client
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const transport = new StreamableHTTPClientTransport(new URL('${target.url}'), {
  requestInit: { headers: ${headers} },
});
const client = new Client({ name: 'my-agent', version: '1.0.0' });
await client.connect(transport);

const { tools } = await client.listTools();
const names = tools.map((tool) => tool.name);`;
}

function python(target: ConnectionTarget): string {
  return `# pip install mcp
import asyncio

import httpx
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

URL = ${JSON.stringify(target.url)}
HEADERS = ${json(headersFor(target))}


async def main():
    async with httpx.AsyncClient(headers=HEADERS, timeout=120) as http:
        async with streamable_http_client(URL, http_client=http) as streams:
            async with ClientSession(streams[0], streams[1]) as session:
                await session.initialize()
                listed = await session.list_tools()
                print([tool.name for tool in listed.tools])


asyncio.run(main())`;
}

function curl(target: ConnectionTarget): string {
  const headers = {
    ...headersFor(target),
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
  };
  const lines = Object.entries(headers).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`);
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
  return [`curl ${quoted(target.url)}`, ...lines, `  -d ${quoted(body)}`].join(' \\\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
