import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isObject, type JsonObject } from './json';
import type { Sandbox } from './sandbox';

/** One request, read to its end. */
export type Call = {
  sandbox: Sandbox;
  method: string;
  path: string;
  url: URL;
  query: URLSearchParams;
  headers: Headers;
  params: Record<string, string>;
  text: string;
  body: JsonObject;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
};

/** Thrown to cut the connection without an answer. */
export class ConnectionReset extends Error {}

export async function readCall(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const url = new URL(request.url ?? '/', sandbox.url);
  const hangUp = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) hangUp.abort();
  });
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = new Headers(
    Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
  return {
    sandbox,
    method: request.method ?? 'GET',
    path: url.pathname,
    url,
    query: url.searchParams,
    headers,
    params: {},
    text,
    body: headers.get('content-type')?.includes('json') ? parseObject(text) : {},
    signal: hangUp.signal,
  };
}

export async function writeReply(reply: Response, response: ServerResponse) {
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  if (!reply.body) return void response.end();
  await pipeline(Readable.from(readAll(reply.body)), response);
}

async function* readAll(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** As a web request, for the MCP handler. */
export function toRequest({ url, method, headers, text, signal }: Call): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers, signal, ...(hasBody && { body: text }) });
}

function parseObject(text: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
