import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { announce } from './child';

const TOOLS = 50;

type Message = { id?: unknown; method?: string; params?: { name?: string } };

/** The least that a provider can be: fifty tools that answer at once, over plain Node. */
const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => answer(incoming, outgoing, Buffer.concat(chunks).toString()));
});
server.keepAliveTimeout = 65_000;
announce(server);

function answer({ url = '' }: IncomingMessage, outgoing: ServerResponse, text: string): void {
  const message = text && !url.includes('/oauth/token') ? (JSON.parse(text) as Message) : {};
  if (url.includes('/oauth/token')) send(outgoing, { access_token: 'bench', token_type: 'Bearer', expires_in: 3600 });
  else if (message.id === undefined) outgoing.writeHead(202).end();
  else send(outgoing, { jsonrpc: '2.0', id: message.id, ...reply(message) });
}

function reply(message: Message) {
  const result = resultOf(message);
  return result ? { result } : { error: { code: -32601, message: 'Method not found' } };
}

function resultOf({ method, params }: Message) {
  if (method === 'tools/call')
    return { content: [{ type: 'text', text: JSON.stringify({ tool: params?.name, ok: true }) }] };
  if (method === 'tools/list') return { tools: Array.from({ length: TOOLS }, (_, number) => tool(number)) };
  if (method !== 'initialize') return null;
  return { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'upstream', version: '1' } };
}

function tool(number: number) {
  return {
    name: `bench-tool-${number}`,
    description: `Tool ${number}`,
    inputSchema: { type: 'object', properties: {} },
  };
}

function send(outgoing: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  outgoing.end(text);
}
