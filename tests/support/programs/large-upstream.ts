import type { IncomingMessage, ServerResponse } from 'node:http';
import { send, servePlainly } from './serve-plainly';

type Message = { id?: unknown; method?: string; params?: { name?: string } };

/** As much as a list of ten thousand records comes to. */
const BYTES = 5.6 * 1024 * 1024;
const RECORD = { name: 'A record of a list', tags: ['one', 'two', 'three'], amount: 12.5, isPaid: true, note: null };
const INTRODUCTION = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 'u', version: '1' },
};
const TOKEN = { access_token: 'a', token_type: 'Bearer', expires_in: 3600 };
const TEXTS = { large: JSON.stringify(largeList()), small: JSON.stringify({ ok: true }) };

/**
 * An MCP server, and the token that comes before it. One tool answers megabytes, one bytes, and one begins an answer
 * that it never ends.
 */
servePlainly(answer);

function answer({ url = '' }: IncomingMessage, outgoing: ServerResponse, text: string): void {
  const { id, method, params }: Message = url.includes('/oauth/token') ? {} : JSON.parse(text);
  if (url.includes('/oauth/token')) send(outgoing, TOKEN);
  else if (id === undefined) outgoing.writeHead(202).end();
  else if (method !== 'tools/call') send(outgoing, { jsonrpc: '2.0', id, result: INTRODUCTION });
  else if (params?.name === 'endless') begin(outgoing);
  else send(outgoing, { jsonrpc: '2.0', id, result: resultOf(params?.name) });
}

function begin(outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.write(`{"jsonrpc":"2.0","result":{"content":[{"type":"text","text":"${'x'.repeat(100_000)}`);
}

function resultOf(name: string | undefined) {
  return { content: [{ type: 'text', text: name === 'large' ? TEXTS.large : TEXTS.small }] };
}

function largeList(): object[] {
  const list: object[] = [];
  for (let bytes = 0; bytes < BYTES; bytes += JSON.stringify({ ...RECORD, id: list.length }).length + 1) {
    list.push({ ...RECORD, id: list.length });
  }
  return list;
}
