import type { Random } from './random';
import { hostile, type Schema, sampleOf, someText, toJson } from './values';

type Operation = {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content?: { 'application/json'?: { schema?: Schema } } };
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
export type Endpoint = { method: string; path: string; operation: Operation };
export type Credentials = Record<string, string>;
export type Sent = { method: string; path: string; headers: Credentials; body?: string | undefined };

export function operationsOf(document: Document): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** A request of the endpoint's shape, in which every part may be hostile instead. */
export function requestFor(document: Document, endpoint: Endpoint, random: Random, headers: Credentials): Sent {
  const { method, path, operation } = endpoint;
  const filled = path.replace(/\{\w+\}/g, () => encode(someText(random)).slice(0, 2000) || 'x');
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query' && random.chance(0.5))
    .map(
      ({ name, schema }) =>
        `${name}=${encode(String(sampleOf(schema ?? {}, document.components.schemas, random))).slice(0, 4000)}`,
    );
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  const body = schema && toJson(sampleOf(schema, document.components.schemas, random));
  const sent = { method, path: filled + (query.length > 0 ? `?${query.join('&')}` : ''), headers };
  return method === 'GET' || method === 'HEAD' ? sent : { ...sent, body };
}

/** As a careless client would: halves of surrogate pairs as three bytes, and at times nothing escaped at all. */
function encode(text: string): string {
  return text.replace(/[^\w.-]/gu, (one) => (/\p{Surrogate}/u.test(one) ? '%ED%A0%80' : encodeURIComponent(one)));
}

export const MCP_METHODS = [
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'server/discover',
  'resources/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
  'notifications/initialized',
  'notifications/cancelled',
  'no/such/method',
];

/** A message of this method to `/mcp`, likewise. */
export function mcpRequestFor(method: string, random: Random, credentials: Credentials): Sent {
  const version = random.of(['2026-07-28', '2025-11-25', '2025-06-18', someText(random)]);
  const params = random.chance(0.2)
    ? hostile(random)
    : {
        name: someText(random),
        arguments: { a: hostile(random), b: hostile(random) },
        protocolVersion: version,
        capabilities: {},
        clientInfo: { name: someText(random), version: '1' },
        cursor: someText(random),
        uri: someText(random),
        requestId: hostile(random),
        _meta: { progressToken: hostile(random) },
      };
  const id = random.chance(0.8) ? random.below(1000) : hostile(random);
  const message = { jsonrpc: random.chance(0.95) ? '2.0' : hostile(random), id, method, params };
  const headers = {
    ...credentials,
    accept: random.of(['application/json, text/event-stream', '*/*', 'text/html']),
    ...(/^[\w-]{1,20}$/.test(version) && { 'mcp-protocol-version': version }),
  };
  const body = toJson(random.chance(0.9) ? message : [message, hostile(random)]);
  return { method: 'POST', path: '/mcp', headers, body };
}
