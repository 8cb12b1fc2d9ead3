import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { api } from '@/lib/api-client';

const Thing = z.object({ name: z.string() });
let server: Server | undefined;

beforeAll(() => {
  // All the client needs of a page is its language.
  vi.stubGlobal('document', { documentElement: { lang: 'es' } });
});

afterEach(() => new Promise((done) => (server ? server.close(done) : done(null))));

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((ready) => started.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

function answer(status: number, body: unknown): RequestListener {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

test('keys that the contract does not name never reach a component', async () => {
  const url = await serve(answer(200, { name: 'a', hash: 'x' }));

  expect(await api(Thing, url)).toEqual({ name: 'a' });
});

test('a reply that does not fit its contract is an error, not undefined', async () => {
  const url = await serve(answer(200, { title: 'a' }));

  await expect(api(Thing, url)).rejects.toMatchObject({ code: 'unreadable' });
});

test('an error of ours arrives with all it says', async () => {
  const error = {
    code: 'needs_reconnect',
    message: 'Connect Gmail again.',
    request_id: 'r1',
    action: { who: 'user', url: '/profiles/1' },
    fields: { app_slug: 'gone' },
    retry_after_s: 3,
  };
  const url = await serve(answer(409, { error }));

  await expect(api(Thing, url)).rejects.toMatchObject({
    code: 'needs_reconnect',
    message: 'Connect Gmail again.',
    detail: { requestId: 'r1', retryAfterS: 3, action: error.action, fields: error.fields },
  });
});

test('an error of the MCP endpoint is read out of its envelope, and a refused call names its record', async () => {
  const data = { code: 'unauthenticated', message: 'Send a key.', request_id: 'r2' };
  const enveloped = await serve(answer(401, { jsonrpc: '2.0', id: null, error: { code: -32000, message: 'x', data } }));
  await expect(api(Thing, enveloped)).rejects.toMatchObject({ code: 'unauthenticated', message: 'Send a key.' });
  server?.close();

  const error = { code: 'tool_disabled', message: 'It is switched off.', request_id: 'r3' };
  const refused = await serve(answer(403, { success: false, error, execution_id: 'e1' }));
  await expect(api(Thing, refused)).rejects.toMatchObject({ code: 'tool_disabled', detail: { executionId: 'e1' } });
});

test('somebody else’s error page does not pass for an error of ours', async () => {
  const url = await serve((_, response) => response.writeHead(502).end('<h1>Bad gateway</h1>'));

  await expect(api(Thing, url)).rejects.toMatchObject({ code: 'unreadable', message: 'HTTP 502' });
});

test('a server that does not answer is told from one that refuses', async () => {
  const url = await serve(answer(200, {}));
  await new Promise((done) => server?.close(done));
  server = undefined;

  await expect(api(Thing, url)).rejects.toMatchObject({ code: 'offline' });
});

test('a reply without a body is null', async () => {
  const url = await serve((_, response) => response.writeHead(204).end());

  expect(await api(z.null(), url, { method: 'DELETE' })).toBeNull();
});

test('errors are asked for in the language of the page', async () => {
  const url = await serve((request, response) =>
    answer(200, { name: request.headers['accept-language'] })(request, response),
  );

  expect(await api(Thing, url)).toEqual({ name: 'es' });
});

test('a request that nobody waits for any more is abandoned', async () => {
  const url = await serve(() => {});
  const leaving = new AbortController();
  const waiting = api(Thing, url, { signal: leaving.signal });
  leaving.abort();

  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  server?.closeAllConnections();
});
