import { request } from 'node:http';
import { expect, test } from 'vitest';
import { LARGEST_BODY_BYTES, limitBody } from '@/server/limit-body';
import { serveRequest } from '@/server/serve-request';
import { withServer } from './server';

function counting<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  return withServer(async (incoming, outgoing) => {
    if (!limitBody(incoming, outgoing)) return;
    const count = async (given: Request) => new Response(String((await given.arrayBuffer()).byteLength));
    await serveRequest(incoming, outgoing, count).catch(() => {});
  }, work);
}

/** Sends pieces without saying how many there will be. */
function sendInPieces(url: string, pieces: number, bytes: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST' }, (response) => resolve(response.statusCode));
    sending.on('error', () => resolve(undefined));
    const piece = Buffer.alloc(bytes);
    for (let sent = 0; sent < pieces; sent += 1) sending.write(piece);
    sending.end();
  });
}

test('a body within the limit passes, whether its length is known or not', async () => {
  await counting(async (url) => {
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1000) })).status).toBe(200);
    expect(await sendInPieces(url, 10, 1000)).toBe(200);
  });
});

test('a body that says it is too large is refused before it is read', async () => {
  await counting(async (url) => {
    const status = await new Promise((resolve) => {
      const headers = { 'content-length': LARGEST_BODY_BYTES + 1 };
      const sending = request(url, { method: 'POST', headers }, (response) => resolve(response.statusCode));
      sending.on('error', () => {}); // it is cut off on purpose
      sending.flushHeaders();
    });
    expect(status).toBe(413);
  });
});

test('a body that does not say, and turns out to be too large, is cut off', async () => {
  await counting(async (url) => {
    expect([413, undefined]).toContain(await sendInPieces(url, 40, 1024 * 1024));
  });
});
