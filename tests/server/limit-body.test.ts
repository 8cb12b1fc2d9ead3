import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readText } from '@/lib/http/read-body';
import { parseEnv } from '@/lib/platform/env';
import { dispatch } from '@/server/dispatch';
import { openServer } from '@/server/open-server';
import { serveRequest } from '@/server/serve-request';
import type { Web } from '@/server/web/web';
import { sendRaw, withServer } from './server';

const KIB = 1024;
const MIB = 1024 * KIB;

/** A server whose pages count what they are sent, unless they answer in another way. */
function counting<Result>(work: (url: string) => Promise<Result>, answer: Web['answer'] = countBody): Promise<Result> {
  const settings = parseEnv({
    DATABASE_APP_URL: 'postgres://x',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    SEAL_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
  });
  const listener = dispatch({ settings, isDevelopment: false, findStatic: () => null, web: { answer } });
  return withServer(listener, work, openServer());
}

const countBody: Web['answer'] = async (incoming, outgoing) => {
  let bytes = 0;
  for await (const piece of incoming) bytes += piece.length;
  outgoing.end(`${bytes} bytes`);
};

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

function post(length: number, body: string | Buffer = '', more = ''): Buffer {
  const head = `POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n${more}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

test('a body within the limit of strangers passes, whether its length is known or not', async () => {
  await counting(async (url) => {
    const answer = await fetch(`${url}/x`, { method: 'POST', body: 'x'.repeat(250 * KIB) });
    expect(await answer.text()).toBe(`${250 * KIB} bytes`);
    expect(await sendInPieces(`${url}/x`, 10, 1000)).toBe(200);
  });
});

test('a stranger’s body that says it is larger is refused before it is read', async () => {
  await counting(async (url) => {
    expect(await sendRaw(url, post(257 * KIB))).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
  });
});

test('one that does not say, and turns out to be larger, is cut off, and nobody sees it as whole', async () => {
  let sawEnd = false;
  const wait: Web['answer'] = async (incoming) => {
    incoming.on('error', () => {});
    incoming.on('end', () => {
      sawEnd = true;
    });
    incoming.resume();
  };
  await counting(async (url) => expect(await sendInPieces(`${url}/x`, 40, 100 * KIB)).toBe(413), wait);
  expect(sawEnd).toBe(false);
});

test('a caller that sends everything before it reads still finds the refusal: the connection is not reset', async () => {
  await counting(async (url) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
    socket.on('error', () => {});
    socket.write(post(MIB));
    for (let piece = 0; piece < 8; piece += 1) {
      await sleep(50);
      socket.write(Buffer.alloc(MIB / 8));
    }
    let heard = '';
    socket.on('data', (piece) => {
      heard += piece;
    });
    socket.resume();
    await sleep(500);
    socket.destroy();
    expect(heard).toMatch(/^HTTP\/1\.1 413 .*connection: close.*"code":"invalid_request"/is);
  });
});

test('a caller that sends for ever is cut off', async () => {
  await counting(async (url) => {
    const startedAt = Date.now();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(post(31 * MIB));
    while (!socket.destroyed && Date.now() - startedAt < 10_000) {
      socket.write(Buffer.alloc(10 * KIB));
      await sleep(20);
    }
    expect(Date.now() - startedAt).toBeLessThan(6000);
  });
});

test('what comes after an answer that closes the connection is not acted upon', async () => {
  const seen: (string | undefined)[] = [];
  const refuse: Web['answer'] = async ({ url }, outgoing) => {
    seen.push(url);
    outgoing.writeHead(401).end();
  };
  await counting(async (url) => {
    const next = 'GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const text = await sendRaw(url, Buffer.concat([post(200 * KIB, Buffer.alloc(200 * KIB)), Buffer.from(next)]));
    expect(text).toMatch(/^HTTP\/1\.1 401 .*connection: close/is);
  }, refuse);
  expect(seen).toEqual(['/x']);
});

test('a small body that nobody read keeps the connection for the next request', async () => {
  const refuse: Web['answer'] = async ({ url }, outgoing) => void outgoing.writeHead(401).end(url);
  await counting(async (url) => {
    const next = 'GET /second HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(url, Buffer.concat([post(KIB, Buffer.alloc(KIB)), Buffer.from(next)]))).toMatch(/second/);
  }, refuse);
});

test('bodies of strangers together take no more than 32 MiB, and give their room back', async () => {
  const wait: Web['answer'] = async (incoming) => void incoming.resume();
  await counting(async (url) => {
    const port = Number(new URL(url).port);
    const held = Array.from({ length: 128 }, () => connect(port, '127.0.0.1'));
    for (const socket of held) socket.on('error', () => {}).write(post(256 * KIB));
    await sleep(500);
    expect(await sendRaw(url, post(256 * KIB))).toMatch(/^HTTP\/1\.1 503 .*retry-after: 1/is);
    for (const socket of held) socket.destroy();
    await sleep(500);
    const waiting = connect(port, '127.0.0.1');
    let heard = '';
    waiting.on('data', (piece) => {
      heard += piece;
    });
    waiting.write(post(256 * KIB));
    await sleep(300);
    expect(heard).toBe('');
    waiting.destroy();
  }, wait);
});

test('who asks first whether it may send is told no without sending', async () => {
  await counting(async (url) => {
    expect(await sendRaw(url, post(MIB, '', 'Expect: 100-continue\r\n'))).toMatch(/^HTTP\/1\.1 413 /);
    expect(await sendRaw(url, post(5, '', 'Expect: 100-continue\r\n'), 500)).toMatch(/^HTTP\/1\.1 100 /);
  });
});

test('a handler that stops reading a body of unknown length at its own limit still answers', async () => {
  const readLittle: Web['answer'] = (incoming, outgoing) =>
    serveRequest(incoming, outgoing, async (request) => {
      const refused = await readText(request, 100 * KIB).catch(() => true);
      return new Response(null, { status: refused === true ? 413 : 200 });
    });
  await counting(async (url) => {
    const piece = `${(50 * KIB).toString(16)}\r\n${'x'.repeat(50 * KIB)}\r\n`;
    const head = 'POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await sendRaw(url, head + piece.repeat(4))).toMatch(/^HTTP\/1\.1 413 .*connection: close/is);
  }, readLittle);
});
