import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Principal } from '@/lib/domain/identity/principal';
import { AppError } from '@/lib/errors';
import { raw, route } from '@/lib/http/route';
import { ask } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
const Greeting = z.object({ hello: z.string().min(2) });
const open = { access: { public: true }, audit: null } as const;
const members = { access: { role: 'member', scope: 'profiles:read', account: 'none' }, audit: null } as const;
const account = { access: { role: 'member', scope: 'profiles:read', account: 'required' }, audit: null } as const;

let workspace: TestWorkspace;
let key: string;

beforeAll(async () => {
  workspace = await makeWorkspace();
  key = (await makeKey(workspace, ['profiles:read'])).key;
});

describe('what goes in', () => {
  test('a stranger is turned away before the body is read', async () => {
    const POST = route({ ...members, body: Greeting, output: Greeting }, async ({ body }) => body);
    const response = await ask(POST, { body: 'not json' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('a body that is not JSON is 400; JSON that does not fit is 422 and names the field', async () => {
    const POST = route({ ...open, body: Greeting, output: Greeting }, async ({ body }) => body);
    const broken = await ask(POST, { body: 'not json' });
    expect([broken.status, (await broken.json()).error.code]).toEqual([400, 'invalid_request']);
    const wrong = await ask(POST, { body: { hello: '' } });
    expect(wrong.status).toBe(422);
    expect((await wrong.json()).error.fields).toEqual({ hello: 'At least 2 characters.' });
  });

  test('a body over the limit is refused, also when it does not say how long it is', async () => {
    const POST = route({ ...open, body: Greeting, output: Greeting, maxBodyBytes: 100 }, async ({ body }) => body);
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(60))),
    });
    const init = { method: 'POST', body: stream, duplex: 'half' };
    const response = await POST(new Request('http://127.0.0.1/api/test', init), { params: Promise.resolve({}) });
    expect(response.status).toBe(413);
  });

  test('what is wrong with a field is said without repeating what was sent', async () => {
    const POST = route({ ...open, body: z.object({ password: z.string().min(50) }), output: z.void() }, async () => {});
    const response = await ask(POST, { body: { password: 'correct horse battery' } });
    expect(await response.text()).not.toContain('correct horse');
  });
});

describe('what comes out', () => {
  test('a key that the contract does not name never reaches the client', async () => {
    const GET = route({ ...open, output: Greeting }, async () => ({ hello: 'world', passwordHash: 'x' }));
    expect(await (await ask(GET)).json()).toEqual({ hello: 'world' });
  });

  test('nothing is 204, and no answer is kept by a cache', async () => {
    const GET = route({ ...open, output: z.void() }, async () => {});
    const response = await ask(GET);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a raw answer passes as it is, with the request id added', async () => {
    const output = raw('text/csv');
    const GET = route(
      { ...open, output },
      async () => new Response('a,b', { headers: { 'content-type': 'text/csv' } }),
    );
    const response = await ask(GET);
    expect(await response.text()).toBe('a,b');
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  test('every error has the one shape, and its id is in the header too', async () => {
    const GET = route({ ...open, output: z.void() }, async () => {
      throw new AppError('provider_unavailable', 'There was a problem connecting to Gmail', { retryAfterS: 7.2 });
    });
    const response = await ask(GET);
    const { error } = await response.json();
    expect(error).toEqual({
      code: 'provider_unavailable',
      message: 'There was a problem connecting to Gmail',
      request_id: response.headers.get('x-request-id'),
      retry_after_s: 7.2,
    });
    expect(response.headers.get('retry-after')).toBe('8');
  });

  test('what nobody expected is internal, and its cause stays here', async () => {
    const GET = route({ ...open, output: z.void(), carriesSuccess: true }, async () => {
      throw new Error('password=hunter2 at db.internal');
    });
    const response = await ask(GET);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ success: false, error: { code: 'internal' } });
    expect(text).not.toContain('hunter2');
  });

  test('errors are told in the language the caller asks for', async () => {
    const GET = route({ ...open, output: z.void() }, async () => {
      throw new AppError('provider_unavailable', 'There was a problem connecting to Gmail');
    });
    const response = await ask(GET, { headers: { 'accept-language': 'fr;q=0.9, es-MX;q=0.8, en;q=0.7' } });
    expect((await response.json()).error.message).toBe('Ups, hubo un error al conectarse con Gmail');
  });

  test('a limited endpoint says what is left, and 429 with Retry-After when nothing is', async () => {
    const limit = { name: 'test-route', points: 1, windowS: 60 };
    const GET = route({ ...members, output: z.void(), limit }, async () => {});
    const first = await ask(GET, { as: workspace.member });
    expect(first.headers.get('ratelimit-remaining')).toBe('0');
    const second = await ask(GET, { as: workspace.member });
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(GET, { as: workspace.admin })).status).toBe(204);
  });
});

describe('writes from a browser', () => {
  const POST = route({ ...members, body: z.object({}), output: z.void() }, async () => {});
  const send = (headers: Record<string, string>) => {
    const request = new Request('http://127.0.0.1:3000/api/test', {
      method: 'POST',
      headers: { cookie: workspace.member.cookie, host: '127.0.0.1:3000', ...headers },
    });
    return POST(request, { params: Promise.resolve({}) });
  };

  test.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 204],
    ['our own page in a browser without Sec-Fetch-Site', { origin: 'http://127.0.0.1:3000' }, 204],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['something that does not say', {}, 403],
  ])('with a session, from %s: as it should be', async (_, headers, status) => {
    expect((await send(headers as Record<string, string>)).status).toBe(status);
  });

  test('a public write from a page of another site is refused, with no session at all', async () => {
    const setup = route({ ...open, body: z.object({}), output: z.void() }, async () => {});
    const response = await ask(setup, { body: {}, headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
    expect((await ask(setup, { body: {} })).status).toBe(204);
  });

  test('a key is not a browser, so where it comes from does not matter', async () => {
    const response = await ask(POST, { as: { key }, body: {}, headers: { origin: 'https://backend.example' } });
    expect(response.status).toBe(204);
  });
});

describe('whose account', () => {
  const Seen = z.object({ account: z.string().nullable() });
  const see = async ({ principal }: { principal: Principal }) => ({ account: principal.accountId });
  const GET = route({ ...account, output: Seen }, see);
  const POST = route({ ...account, output: Seen }, see);
  const seen = async (response: Response | Promise<Response>) => (await (await response).json()).account;

  test('a key must say, and the error names user_id', async () => {
    const response = await ask(GET, { as: { key } });
    expect(response.status).toBe(422);
    expect(Object.keys((await response.json()).error.fields)).toEqual(['user_id']);
  });

  test('a read of somebody unknown has no account and makes none; the first write does, once', async () => {
    expect(await seen(ask(GET, { as: { key }, path: '/api/test?user_id=ada' }))).toBeNull();
    const made = await Promise.all(
      Array.from({ length: 5 }, () => seen(ask(POST, { as: { key }, body: { user_id: 'ada' } }))),
    );
    expect(new Set(made).size).toBe(1);
    expect(made[0]).toEqual(expect.any(String));
    expect(await seen(ask(GET, { as: { key }, headers: { 'x-user-id': 'ada' } }))).toBe(made[0]);
    const rows = await database.query('select 1 from accounts where external_id = $1', ['ada']);
    expect(rows).toHaveLength(1);
  });

  test('a user whose id is not ASCII is one user, in a header of either encoding, the query and the body', async () => {
    for (const name of ['josé', '李', 'Жанна']) {
      const made = await seen(ask(POST, { as: { key }, body: { user_id: name } }));
      const utf8 = Buffer.from(name).toString('latin1');
      const headers = name === 'josé' ? [name, utf8] : [utf8];
      for (const header of headers) {
        expect(await seen(ask(GET, { as: { key }, headers: { 'x-user-id': header } }))).toBe(made);
        const body = { user_id: name };
        expect(await seen(ask(POST, { as: { key }, body, headers: { 'x-user-id': header } }))).toBe(made);
      }
    }
  });

  test('the same user_id in two workspaces is two accounts', async () => {
    const other = await makeWorkspace();
    const theirs = await makeKey(other, ['profiles:read']);
    const one = await seen(ask(POST, { as: { key }, body: { user_id: 'shared' } }));
    expect(await seen(ask(POST, { as: theirs, body: { user_id: 'shared' } }))).not.toBe(one);
  });

  test('a member is always themselves; an admin may name another, but nobody of another workspace', async () => {
    const { admin, member } = workspace;
    const named = `/api/test?user_id=${member.accountId}`;
    expect(await seen(ask(GET, { as: admin, path: named }))).toBe(member.accountId);
    expect(await seen(ask(GET, { as: member, path: `/api/test?user_id=${admin.accountId}` }))).toBe(member.accountId);
    const other = await makeWorkspace();
    const response = await ask(GET, { as: admin, path: `/api/test?user_id=${other.member.accountId}` });
    expect(response.status).toBe(404);
  });

  test('two places that name different users are refused, so that none can overrule another', async () => {
    const path = '/api/test?user_id=ada';
    const both = await ask(GET, { as: { key }, path, headers: { 'x-user-id': 'eve' } });
    expect([both.status, Object.keys((await both.json()).error.fields)]).toEqual([400, ['user_id']]);
    expect((await ask(GET, { as: { key }, path: `${path}&user_id=eve` })).status).toBe(400);
    expect((await ask(POST, { as: { key }, path, body: { user_id: 'eve' } })).status).toBe(400);
    expect((await ask(GET, { as: { key }, path, headers: { 'x-user-id': 'ada' } })).status).toBe(200);
  });

  test.each([
    ['full-width letters', '\uff41da'],
    ['a space of no width', 'a\u200bda'],
    ['a mark that turns the direction', 'a\u202eda'],
    ['a soft hyphen', 'a\u00adda'],
    ['a filler that draws nothing', 'ada\u3164'],
    ['a space at its end', 'ada '],
  ])('a user_id with %s is refused: it reads like another', async (_, userId) => {
    expect((await ask(POST, { as: { key }, body: { user_id: userId } })).status).toBe(422);
  });

  test.each(['ada@example.com', 'user_123', 'Ñandú', '用户', 'a b', 'org|42:x'])(
    'a user_id may be %s',
    async (userId) => {
      expect((await ask(POST, { as: { key }, body: { user_id: userId } })).status).toBe(200);
    },
  );

  test.each([[''], ['x'.repeat(201)], ['a\nb'], [7]])('a user_id of %j is refused', async (userId) => {
    expect((await ask(POST, { as: { key }, body: { user_id: userId } })).status).toBe(422);
  });
});

test('an audited change is on record before it is answered, without what is secret in it', async () => {
  const audit = { action: 'test.change', of: () => ({ subject: 'it', detail: { name: 'x', password: 'hunter2' } }) };
  const POST = route({ access: members.access, audit, output: z.void() }, async () => {});
  expect((await ask(POST, { as: workspace.member, method: 'POST' })).status).toBe(204);
  const [row] = await database.query('select actor, subject, detail from audit_events where action = $1', [
    'test.change',
  ]);
  expect(row).toEqual({
    actor: { kind: 'user', id: workspace.member.userId, name: workspace.member.email },
    subject: 'it',
    detail: { name: 'x', password: '[redacted]' },
  });
});

test('what fails is not on record as done', async () => {
  const POST = route({ ...open, audit: { action: 'test.fail' }, output: z.void() }, async () => {
    throw new AppError('conflict', 'Taken.');
  });
  expect((await ask(POST, { method: 'POST' })).status).toBe(409);
  expect(await database.query('select 1 from audit_events where action = $1', ['test.fail'])).toEqual([]);
});
