import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { parseEnv } from '@/lib/platform/env';
import { dispatch } from '@/server/dispatch';
import { withServer } from './server';

const NEEDED = {
  DATABASE_APP_URL: 'postgres://x',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  SEAL_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
};
const FRIEND = 'https://app.example.com';

type Sent = { path?: string; method?: string; origin: string; more?: Record<string, string> };

/** `fetch` lets nobody choose the origin. */
async function send({ path = '/api/health', method = 'GET', origin, more = {} }: Sent, allowed = FRIEND) {
  const passed: string[] = [];
  const listener = dispatch({
    settings: parseEnv({ ...NEEDED, ALLOWED_ORIGINS: allowed }),
    isDevelopment: false,
    findStatic: () => null,
    web: {
      async answer({ url = '' }, outgoing) {
        passed.push(url);
        outgoing.end('{}');
      },
    },
  });
  return withServer(listener, async (url) => {
    const answer = await new Promise<{ status: number; headers: Record<string, string | undefined> }>(
      (resolve, reject) => {
        const asked = request(`${url}${path}`, { method, headers: { origin, ...more } }, (incoming) => {
          incoming.resume();
          const headers = incoming.headers as Record<string, string | undefined>;
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers }));
        });
        asked.on('error', reject).end();
      },
    );
    return { ...answer, passed };
  });
}

const preflight = (sent: Omit<Sent, 'method' | 'more'>, allowed?: string) =>
  send({ ...sent, method: 'OPTIONS', more: { 'access-control-request-method': 'POST' } }, allowed);

describe('a page of another site', () => {
  test.each(['/mcp', '/mcp/support', '/api/tools/execute', '/api/nothing?x=1'])(
    'that the operator named is told at %s what it may send, at once and for two hours',
    async (path) => {
      const { status, headers, passed } = await preflight({ path, origin: FRIEND });
      expect([status, passed]).toEqual([204, []]);
      expect(headers['access-control-allow-origin']).toBe(FRIEND);
      expect(headers['access-control-allow-methods']?.split(', ')).toEqual(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
      expect(headers['access-control-allow-headers']).toBe('*, Authorization');
      expect(headers['access-control-max-age']).toBe('7200');
    },
  );

  test('can read what clients need of an answer', async () => {
    const { status, headers } = await send({ origin: FRIEND });
    expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([200, FRIEND, 'Origin']);
    const exposed = headers['access-control-expose-headers']?.toLowerCase().split(', ');
    const needed = ['mcp-session-id', 'ratelimit-remaining', 'retry-after', 'www-authenticate', 'x-request-id'];
    expect(exposed).toEqual(expect.arrayContaining(needed));
  });

  test('never comes with a cookie', async () => {
    for (const answer of [await preflight({ origin: FRIEND }, '*'), await send({ origin: FRIEND }, '*')]) {
      expect(answer.headers['access-control-allow-origin']).toBe(FRIEND);
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  test.each([
    'https://evil.example',
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'https://app.example.com:8443',
    'null',
  ])('that nobody named, %s, may not', async (origin) => {
    const asked = await preflight({ path: '/mcp', origin });
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect((await send({ origin })).headers['access-control-allow-origin']).toBeUndefined();
  });

  test('may not read the pages of people', async () => {
    const { headers, passed } = await send({ path: '/profiles', origin: FRIEND });
    expect([headers['access-control-allow-origin'], passed]).toEqual([undefined, ['/profiles']]);
  });
});

test.each(['http://localhost:6274', 'http://127.0.0.1:5173'])(
  'a program on this machine, %s, needs no setting',
  async (origin) => {
    expect((await preflight({ path: '/mcp', origin })).headers['access-control-allow-origin']).toBe(origin);
  },
);

test('a name that is not ours is refused before its origin is looked at', async () => {
  const more = { host: 'evil.example', 'access-control-request-method': 'POST' };
  const { status, headers } = await send({ path: '/mcp', method: 'OPTIONS', origin: FRIEND, more });
  expect([status, headers['access-control-allow-origin']]).toEqual([421, undefined]);
});

test.each(['app.example.com', 'https://app.example.com/', 'https://app.example.com/path', 'ftp://app.example.com'])(
  'ALLOWED_ORIGINS takes no %s',
  (wrong) => {
    expect(() => parseEnv({ ...NEEDED, ALLOWED_ORIGINS: wrong })).toThrow('ALLOWED_ORIGINS must be origins such as');
  },
);
