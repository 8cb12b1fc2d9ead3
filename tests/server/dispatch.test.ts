import { request as ask } from 'node:http';
import { describe, expect, test } from 'vitest';
import { parseEnv } from '@/lib/platform/env';
import { dispatch } from '@/server/dispatch';
import type { Web } from '@/server/web/web';
import { withServer } from './server';

const NEEDED = {
  DATABASE_APP_URL: 'postgres://x',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  SEAL_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
};

type Options = { settings?: Record<string, string>; answer?: Web['answer'] };

function server({ settings = {}, answer = async (_, outgoing) => void outgoing.end('page') }: Options = {}) {
  return dispatch({
    settings: parseEnv({ ...NEEDED, ...settings }),
    isDevelopment: false,
    findStatic: () => null,
    web: { answer },
  });
}

/** `fetch` does not let anybody choose the Host. */
function get(url: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    ask(url, { method, headers, agent: false }, async (answer) => {
      let body = '';
      for await (const chunk of answer) body += chunk;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
    })
      .on('error', reject)
      .end();
  });
}

test('an address or an odd id that a caller claims for itself is read by nobody', async () => {
  const seen: string[] = [];
  const listener = server({
    async answer({ headers, rawHeaders }, outgoing) {
      seen.push(...Object.values(headers).flatMap((value) => value ?? []), ...rawHeaders);
      outgoing.end(String(headers['x-forwarded-for']));
    },
  });
  await withServer(listener, async (url) => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'X-Request-Id': 'not a sound one' };
    expect(await (await fetch(`${url}/page`, { headers })).text()).toMatch(/127\.0\.0\.1$/);
  });
  expect(seen).not.toContain('203.0.113.9');
  expect(seen).not.toContain('not a sound one');
});

describe('a name that somebody else made resolve to us', () => {
  const PATHS = ['/', '/setup', '/api/setup', '/api/health', '/mcp', '/connect/x', '/sandbox/icons/x.svg', '/x.png'];

  test.each(PATHS)('gets nothing from %s', async (path) => {
    await withServer(server(), async (url) => {
      const { status, body } = await get(url + path, { host: 'evil.example', origin: 'http://evil.example' });
      expect([status, JSON.parse(body).error.code]).toEqual([421, 'forbidden']);
    });
  });

  test.each([
    'evil.example:3000',
    'localhost.evil.example',
    'localhost@evil.example',
    'evil.example@localhost',
    'evil.example#@localhost',
    'localhost/evil.example',
    '127.0.0.1.evil.example',
    'evil.example\\@127.0.0.1',
    'patchbay.example.com.evil.example',
  ])('is not taken for ours as %s', async (host) => {
    await withServer(server({ settings: { APP_URL: 'https://patchbay.example.com' } }), async (url) => {
      expect((await get(url, { host })).status).toBe(421);
    });
  });

  test('is not let in by a header that a browser can send', async () => {
    await withServer(server({ settings: { TRUST_PROXY: 'true' } }), async (url) => {
      expect((await get(url, { host: 'evil.example', 'x-forwarded-host': 'localhost' })).status).toBe(421);
      expect((await get(url, { host: 'localhost', 'x-forwarded-host': 'evil.example' })).status).toBe(421);
    });
  });
});

test.each([
  'localhost:3000',
  'LOCALHOST',
  '127.0.0.1:3000',
  '[::1]:3000',
  // Whoever listens on all addresses is reached by the machine’s own, and probes of a cluster name it so.
  '192.168.1.20:3000',
  '10.1.2.3',
  '[fd00::7]:3000',
  'patchbay.example.com',
  'patchbay.example.com.',
  'return.example.com',
  'patchbay.monitoring.svc:3000',
])('%s is a name of this installation', async (host) => {
  const settings = {
    APP_URL: 'https://patchbay.example.com',
    OAUTH_REDIRECT_BASE: 'https://return.example.com',
    ALLOWED_HOSTS: 'other, patchbay.monitoring.svc',
  };
  await withServer(server({ settings }), async (url) => {
    expect((await get(`${url}/page`, { host })).status).toBe(200);
  });
});

describe('a page under another name of this machine', () => {
  const page = { accept: 'text/html,*/*' };

  test('is sent to the one whose cookies count', async () => {
    await withServer(server({ settings: { PORT: '4000' } }), async (url) => {
      const { status, headers } = await get(`${url}/apps?q=1`, { ...page, host: 'localhost:4000' });
      expect([status, headers.location]).toEqual([307, 'http://127.0.0.1:4000/apps?q=1']);
    });
  });

  test.each([
    ['it is right already', { ...page, host: '127.0.0.1:4000' }, '/apps'],
    ['another port leads here, so that a redirect might not come back', { ...page, host: 'localhost:8080' }, '/apps'],
    ['it is asked for by an address of the network', { ...page, host: '192.168.1.20:4000' }, '/apps'],
    ['it is no page', { host: 'localhost:4000' }, '/apps'],
    ['it is an endpoint', { ...page, host: 'localhost:4000' }, '/api/health'],
  ])('stays where it is when %s', async (_, headers, path) => {
    await withServer(server({ settings: { PORT: '4000' } }), async (url) => {
      expect((await get(url + path, headers)).status).toBe(200);
    });
  });

  test('is not sent away from behind a proxy that asks for it by our own address', async () => {
    const settings = { PORT: '4000', APP_URL: 'https://patchbay.example.com' };
    await withServer(server({ settings }), async (url) => {
      expect((await get(`${url}/apps`, { ...page, host: '127.0.0.1:4000' })).status).toBe(200);
    });
  });
});

test.each(['/x.png', '/api/auth/signout', '/api/nope', '/mcp/x/y', '/sandbox/consent/x'])(
  'nobody can frame %s or have its type guessed, whoever answers it',
  async (path) => {
    await withServer(server(), async (url) => {
      const { headers } = await get(url + path, {});
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    });
  },
);

describe('the API while there are no pages', () => {
  const alone = server({ answer: () => new Promise(() => {}) });

  test.each([
    ['answers', 'GET', '/api/health', 200, {}],
    ['names what is not there', 'GET', '/api/nope', 404, {}],
    ['names the methods of an address', 'DELETE', '/api/health', 405, { allow: 'GET, HEAD, OPTIONS' }],
    ['names them to who asks for them', 'OPTIONS', '/mcp', 204, { allow: 'DELETE, GET, HEAD, OPTIONS, POST' }],
    ['leads to the address that is meant', 'POST', '/api//keys/?a=/b/', 308, { location: '/api/keys?a=/b/' }],
  ])('%s', async (_, method, path, status, headers) => {
    await withServer(alone, async (url) => {
      const answer = await get(url + path, {}, method);
      expect(answer).toMatchObject({ status, headers });
      if (status >= 400) expect(JSON.parse(answer.body).error.request_id).toBe(answer.headers['x-request-id']);
    });
  });
});
