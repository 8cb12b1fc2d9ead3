import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trustedPost } from '@/lib/platform/outbound/post';

let server: Server;
let base: string;
const post = trustedPost({ maxBytes: 300_000, pruneAtBytes: 100_000 });
const records = JSON.stringify(Array.from({ length: 5_000 }, (_, id) => ({ id, text: 'x'.repeat(50) })));

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(307, { location: '/other' });
    if (request.url === '/silent') return;
    if (request.url === '/text') return void response.write('x'.repeat(400_000));
    if (request.url === '/broken') {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      return void setTimeout(() => response.destroy(), 50);
    }
    response.end(request.url === '/records' ? records : String(request.headers.kind));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, signal = AbortSignal.timeout(5_000)) =>
  post(new URL(path, base), { headers: { kind: 'ours' }, body: '{}', signal });

test('an answer arrives as it was sent', async () => {
  const answer = await ask('/?a=b');
  expect([answer.status, await answer.text()]).toEqual([200, 'ours']);
});

test('a redirect is an answer: what was meant for one address goes to no other', async () => {
  const answer = await ask('/away');
  expect([answer.status, answer.header('location')]).toEqual([307, '/other']);
  await answer.text();
});

test('a list that is too long comes shortened, and still is JSON', async () => {
  const shown = JSON.parse(await (await ask('/records')).text());
  expect(shown.length).toBeGreaterThan(500);
  expect(shown.length).toBeLessThan(5_000);
});

test('what cannot be shortened and does not end is refused', async () => {
  await expect((await ask('/text')).text()).rejects.toMatchObject({ code: 'provider_rejected' });
});

test('an answer that breaks off is a failure, and so is one that nobody waits for any more', async () => {
  await expect((await ask('/broken')).text()).rejects.toThrow();
  const caller = new AbortController();
  const reading = (await ask('/text', caller.signal)).read(() => false);
  caller.abort();
  await expect(reading).rejects.toThrow();
});

test('who has read enough is not kept waiting for the rest, which is cut off', async () => {
  const pieces: number[] = [];
  await (await ask('/text')).read((piece) => pieces.push(piece.byteLength) > 0);
  expect(pieces).toHaveLength(1);
});

test('an answer that nobody has begun to read yet loses nothing', async () => {
  const answer = await ask('/records');
  await new Promise((resolve) => setTimeout(resolve, 100));
  let bytes = 0;
  const decoder = new TextDecoder();
  let text = '';
  await answer.read((piece) => {
    bytes += piece.byteLength;
    text += decoder.decode(piece, { stream: true });
    return false;
  });
  expect(bytes).toBeGreaterThan(90_000);
  expect(JSON.parse(text)[0]).toMatchObject({ id: 0 });
});

test('who has already hung up, or hangs up while no answer has begun, is told so at once', async () => {
  await expect(ask('/', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  const caller = new AbortController();
  const asking = ask('/silent', caller.signal);
  caller.abort(new Error('gone too'));
  await expect(asking).rejects.toThrow('gone too');
});
