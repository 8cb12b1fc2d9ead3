import { expect, test } from 'vitest';
import { parseEnv } from '@/lib/platform/env';
import { dispatch } from '@/server/dispatch';
import { openServer } from '@/server/open-server';
import { sendRaw, withServer } from './server';

const seen: string[] = [];
const listener = dispatch({
  settings: parseEnv({
    DATABASE_APP_URL: 'postgres://x',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    SEAL_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
  }),
  isDevelopment: false,
  findStatic: () => null,
  web: {
    async answer({ method, url, headers }, outgoing) {
      seen.push(`${method} ${url} for ${headers.host}`);
      outgoing.end('page');
    },
  },
});

function ask(text: string): Promise<string> {
  return withServer(listener, (url) => sendRaw(url, text), openServer());
}

const CLOSE = 'Host: localhost\r\nConnection: close\r\n\r\n';

test.each([
  ['a stray %', 'GET /profiles/% HTTP/1.1'],
  ['half an escape', 'GET /api/profiles/%f HTTP/1.1'],
  ['bytes that are no UTF-8', 'GET /api/profiles/%ff%fe HTTP/1.1'],
  ['half of a surrogate pair', 'GET /connect/%ED%A0%80 HTTP/1.1'],
  ['U+0000 in the path', 'GET /api/profiles/%00 HTTP/1.1'],
  ['U+0000 in the query', 'GET /connect/callback?state=%00 HTTP/1.1'],
  ['an address that is none', 'GET profiles HTTP/1.1'],
  ['an absolute address of another kind', 'GET ftp://localhost/ HTTP/1.1'],
  ['an absolute address with a name and a password', 'GET http://a:b@localhost/ HTTP/1.1'],
  ['no address at all', 'GET * HTTP/1.1'],
])('%s is the mistake of the caller', async (_what, line) => {
  const before = seen.length;
  expect(await ask(`${line}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 400 .*"code":"invalid_request"|^HTTP\/1\.1 400 /s);
  expect(seen.length).toBe(before);
});

test.each([
  ['/apps/./one', '/apps/one'],
  ['/apps/%2E%2e/connect/x?next=/a/../b', '/connect/x?next=/a/../b'],
  ['/../../apps/..', '/'],
])('%s is read as %s', async (path, read) => {
  await ask(`GET ${path} HTTP/1.1\r\n${CLOSE}`);
  expect(seen.at(-1)).toBe(`GET ${read} for localhost`);
});

test('no other way to write it leads to an endpoint past the server', async () => {
  const before = seen.length;
  expect(await ask(`GET /x/../api/health HTTP/1.1\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 200 .*"status":"ok"/s);
  expect(seen.length).toBe(before);
});

test('two users in one request are refused, and not read as one whose id has a comma', async () => {
  const line = 'GET /api/health HTTP/1.1\r\nX-User-Id: jane';
  const refused = await ask(`${line}\r\nx-user-id: bob\r\n${CLOSE}`);
  expect(refused).toMatch(/^HTTP\/1\.1 400 .*A request names one user/s);
  expect(await ask(`${line}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 200 /);
});

test('the last of very many headers counts as the first does: a proxy adds its own behind those of its client', async () => {
  const many = Array.from({ length: 1_500 }, (_, number) => `a${number}: 1`).join('\r\n');
  const line = `GET /api/health HTTP/1.1\r\nX-User-Id: jane\r\n${many}`;
  expect(await ask(`${line}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask(`${line}\r\nX-User-Id: bob\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 400 .*A request names one user/s);
});

test.each(['TRACE / HTTP/1.1', 'PROPFIND / HTTP/1.1', 'LOCK /x HTTP/1.1', 'TRACE /api/health HTTP/1.1'])(
  '%s is a method that nobody here has',
  async (line) => {
    const answer = await ask(`${line}\r\n${CLOSE}`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toMatch(/^Allow: GET, HEAD, POST/im);
  },
);

test.each([
  ['a method that HTTP does not have', `FOO / HTTP/1.1\r\n${CLOSE}`, 400],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a header without an end', `GET / HTTP/1.1\r\nbad header\r\n${CLOSE}`, 400],
  ['headers of 64 KiB', `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(65_536)}\r\n${CLOSE}`, 431],
  ['two hosts', `GET / HTTP/1.1\r\nHost: localhost\r\n${CLOSE}`, 400],
  ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  [
    'a host with a port that is none',
    'GET /api/health HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n',
    400,
  ],
  ['an expectation nobody meets', `GET / HTTP/1.1\r\nExpect: 200-ok\r\n${CLOSE}`, 417],
])('%s is refused by an error of ours that carries its id', async (_what, text, status) => {
  const [head = '', body = ''] = (await ask(text)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  const id = head.match(/^X-Request-Id: (.+)$/im)?.[1];
  expect(JSON.parse(body.match(/{.*}/s)?.[0] ?? '')).toEqual({
    error: { code: 'invalid_request', message: expect.any(String), request_id: expect.stringMatching(`^${id}$`) },
  });
});

test.each([
  ['an address that cannot be read', `GET /api/connections?app_slug=%00 HTTP/1.1\r\n${CLOSE}`, 400],
  ['too large a body', `POST /api/tools/execute HTTP/1.1\r\nContent-Length: 9999999\r\n${CLOSE}`, 413],
  ['chunks that are none', `POST /api/tools/execute HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${CLOSE}zz\r\n`, 400],
])('%s is refused as the endpoint itself refuses: with `success: false`', async (_what, text, status) => {
  const [head = '', body = ''] = (await ask(text)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(body.match(/{.*}/s)?.[0] ?? '')).toMatchObject({
    success: false,
    error: { code: 'invalid_request' },
  });
});

test('two keys in one request are refused, the same one twice is not', async () => {
  const line = 'GET /x HTTP/1.1\r\nX-API-Key: pb_one';
  for (const more of ['Authorization: Bearer pb_two', 'X-API-Key: pb_two']) {
    expect(await ask(`${line}\r\n${more}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 400 .*A request carries one key/s);
  }
  const bearers = 'Authorization: Bearer pb_one\r\nAuthorization: Bearer pb_two';
  expect(await ask(`GET /x HTTP/1.1\r\n${bearers}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 400 /);
  for (const more of ['Authorization: Bearer pb_one', 'Authorization: Basic eDp5']) {
    expect(await ask(`${line}\r\n${more}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 200 /);
  }
});

test('an address of IPv4 written as one of IPv6 is an address', async () => {
  const host = 'Host: [::ffff:127.0.0.1]:4330\r\nConnection: close\r\n\r\n';
  expect(await ask(`GET /api/health HTTP/1.1\r\n${host}`)).toMatch(/^HTTP\/1\.1 200 .*"status":"ok"/s);
});

test('CONNECT is told that this is no proxy', async () => {
  expect(await ask('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
});

test.each([
  ['a path', 'GET /x?q=% HTTP/1.1', 'GET /x?q=% for localhost'],
  ['an absolute address', 'GET http://127.0.0.1/x?y HTTP/1.1', 'GET /x?y for 127.0.0.1'],
  ['an absolute address without a path', 'GET http://127.0.0.1?y HTTP/1.1', 'GET /?y for 127.0.0.1'],
  ['the server as a whole', 'OPTIONS * HTTP/1.1', 'OPTIONS / for localhost'],
])('%s is answered as what it means', async (_what, line, meant) => {
  expect(await ask(`${line}\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 200 .*page/s);
  expect(seen.at(-1)).toBe(meant);
});

test('the host of an absolute address counts, and not the one in the header', async () => {
  expect(await ask(`GET http://evil.example/setup HTTP/1.1\r\n${CLOSE}`)).toMatch(/^HTTP\/1\.1 421 /);
});

test('an upgrade is an ordinary request, and HTTP/1.0 needs no Host', async () => {
  expect(
    await ask(`GET /x HTTP/1.1\r\nUpgrade: websocket\r\nHost: localhost\r\nConnection: upgrade, close\r\n\r\n`),
  ).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask('GET /api/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ['two lengths', `POST /x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${CLOSE}ab`],
  ['a length and chunks', `POST /x HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n${CLOSE}0\r\n\r\n`],
])('%s is refused by the parser', async (_what, text) => {
  expect(await ask(text)).toMatch(/^HTTP\/1\.1 400 /);
});

test('connections that say nothing, or say it slowly, are closed after 20 seconds', async () => {
  const startedAt = Date.now();
  await withServer(
    listener,
    (url) => Promise.all([sendRaw(url, '', 40_000), sendRaw(url, 'GET / HTTP/1.1\r\nHost: local', 40_000)]),
    openServer(),
  );
  const seconds = (Date.now() - startedAt) / 1000;
  expect(seconds).toBeGreaterThan(18);
  expect(seconds).toBeLessThan(26);
}, 60_000);
