import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GET as readResult } from '@/app/api/results/[cursor]/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { randomId } from '@/lib/platform/seal/token';
import { ask } from '@/tests/support/ask';
import { connectProfile } from '@/tests/support/connected-profile';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
const endpoint = useMcpEndpoint();
const SEND = 'gmail_send_email';
const FIND = 'gmail_find_email';
const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };
const MIB = 1024 * 1024;

let workspace: TestWorkspace;
let profileId: string;

beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ profileId } = await connectProfile(url(), workspace.owner.accountId));
});

afterEach(() => admin('DELETE', '/admin/faults'));

const run = async (action: string, rest: object, params: object = action === SEND ? mail : {}) => {
  const response = await ask(execute, { as: { cookie: workspace.owner.cookie }, body: { action, params, ...rest } });
  return { status: response.status, body: await response.json() };
};
const read = async (cursor: string) => {
  const response = await ask(readResult, { as: { cookie: workspace.owner.cookie }, params: { cursor } });
  return { status: response.status, body: await response.json() };
};
const sent = async () => (await admin('GET', '/admin/calls')).total;

/** Of a result that takes several answers. */
async function realCursor(): Promise<string> {
  await admin('PUT', '/admin/faults', { app: 'gmail', answerBytes: 4 * MIB });
  const { body } = await run(FIND, {});
  await admin('DELETE', '/admin/faults');
  expect(body.next_cursor).toMatch(/^r1\./);
  return body.next_cursor;
}

async function viaMcp(args: object, meta: object = {}) {
  const { key } = await makeKey(workspace, ['tools:read', 'tools:execute']);
  const response = await fetch(`${endpoint()}/mcp`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${key}`, 'x-user-id': workspace.owner.externalId },
      ...{ 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    },
    body: JSON.stringify({
      ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
      params: { name: SEND, arguments: { ...mail, ...args }, _meta: meta },
    }),
  });
  return response.json();
}

describe('a call with a cursor that nobody gave out', () => {
  test.each(['abc', 'r1.x', 'r2.abc', ''])('is refused and runs nothing: %j', async (cursor) => {
    const before = await sent();
    for (const action of [SEND, FIND]) {
      const { status, body } = await run(action, { cursor });
      expect([status, body.error]).toEqual([
        422,
        expect.objectContaining({ code: 'invalid_request', fields: { cursor: expect.any(String) } }),
      ]);
    }
    expect(await sent()).toBe(before);
  });

  test('is refused when it is a real one that was cut short, and not found when it is only unknown', async () => {
    const cursor = await realCursor();
    const before = await sent();
    expect(await run(SEND, { cursor: cursor.slice(0, -5) })).toMatchObject({ status: 422 });
    await database.query('delete from kept_results');
    expect(await run(FIND, { cursor })).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect(await sent()).toBe(before);
  });

  test('what is still to be asked for is kept sealed', async () => {
    await realCursor();
    const rows = await database.query<{ body: string }>('select body from kept_results');
    expect(rows.length).toBeGreaterThan(0);
    for (const { body } of rows) expect(body).toMatch(/^s1\.[A-Za-z0-9+/=]+$/);
  });

  test('is refused through MCP', async () => {
    const before = await sent();
    const { result } = await viaMcp({ _cursor: 'junk' });
    expect(result).toMatchObject({ isError: true, _meta: { 'patchbay/error': { code: 'invalid_request' } } });
    expect(await sent()).toBe(before);
  });
});

describe('the cursor of a result', () => {
  test('goes on in the tool that it came from, and in no other', async () => {
    const cursor = await realCursor();
    const before = await sent();
    expect(await run(SEND, { cursor })).toMatchObject({ status: 422, body: { error: { code: 'invalid_request' } } });
    expect(await run('GMAIL-FIND-EMAIL', { cursor })).toMatchObject({ status: 200, body: { success: true } });
    expect(await read(cursor)).toMatchObject({ status: 200 });
    expect(await sent()).toBe(before);
  });

  test('stays with its profile when another becomes the default', async () => {
    const cursor = await realCursor();
    const other = await connectProfile(url(), workspace.owner.accountId, { name: 'second', isDefault: true });
    expect(await run(FIND, { cursor, profile_id: other.profileId })).toMatchObject({ status: 422 });
    expect(await run(FIND, { cursor })).toMatchObject({ status: 200 });
  });

  test.each([
    [
      'the tool is off',
      "update profiles set enabled_tools = array['gmail-send-email'] where id = $1",
      403,
      'tool_disabled',
    ],
    ['the profile is off', 'update profiles set is_active = false where id = $1', 409, 'profile_inactive'],
    [
      'the grant has ended',
      "update connections set status = 'needs_reconnect' where profile_id = $1",
      409,
      'needs_reconnect',
    ],
    ['the profile is gone', 'delete from profiles where id = $1', 422, 'invalid_request'],
  ])('opens nothing once %s', async (_, change, status, code) => {
    const cursor = await realCursor();
    await database.query(change, [profileId]);
    await expect.poll(async () => (await read(cursor)).status, { timeout: 5_000 }).toBe(status);
    expect(await read(cursor)).toMatchObject({ status, body: { error: { code } } });
    expect(await run(FIND, { cursor })).toMatchObject({ status, body: { error: { code } } });
  });
});

describe('through MCP, an argument of ours of the wrong type', () => {
  test.each([5, null, true, ['x'], {}])('is told to the model and runs nothing: %j', async (value) => {
    const before = await sent();
    for (const name of ['_profile_id', '_cursor']) {
      const { result } = await viaMcp({ [name]: value });
      expect(result).toMatchObject({
        ...{ isError: true, content: [{ text: expect.stringContaining(`- ${name}: `) }] },
        _meta: { 'patchbay/error': { code: 'invalid_request' } },
      });
    }
    const { result } = await viaMcp({}, { 'patchbay/idempotency_key': value });
    expect(result).toMatchObject({ isError: true, _meta: { 'patchbay/error': { code: 'invalid_request' } } });
    expect(await sent()).toBe(before);
  });
});

describe('a call whose answer was lost, asked for again by its idempotency key', () => {
  /** With the connection open, so that the fault meets the call and not what comes before it. */
  const lose = async (end: object) => {
    await run(FIND, {});
    await admin('PUT', '/admin/faults', { app: 'gmail', when: 'after', times: 1, ...end });
    return sent();
  };

  test.each([
    ['the connection broke', { reset: true }, {}],
    ['the answer was not JSON', { malformed: true }, {}],
    ['nobody waited for it', { slowBody: 5_000 }, { timeout_s: 1 }],
  ])('has the same status, code and outcome where %s', async (_, end, rest) => {
    const idempotency_key = randomId();
    const before = await lose(end);
    const first = await run(SEND, { ...rest, idempotency_key });
    await admin('DELETE', '/admin/faults');
    const second = await run(SEND, { ...rest, idempotency_key });
    const { request_id: _first, ...error } = first.body.error;
    expect(first).toMatchObject({ body: { success: false, error: { outcome: 'unknown' } } });
    expect(second.status).toBe(first.status);
    expect(second.body).toMatchObject({ ...first.body, error });
    expect(await sent()).toBe(before + 1);
  });

  test('has them through MCP too', async () => {
    const meta = { 'patchbay/idempotency_key': randomId() };
    await lose({ reset: true });
    const first = await viaMcp({}, meta);
    const second = await viaMcp({}, meta);
    const { request_id: _first, ...error } = first.result._meta['patchbay/error'];
    expect(error).toMatchObject({ code: 'provider_unavailable', outcome: 'unknown' });
    expect(second.result).toMatchObject({ ...first.result, _meta: { 'patchbay/error': error } });
  });
});

test('calls with one idempotency key are the same however the tool is spelled', async () => {
  const idempotency_key = randomId();
  const before = await sent();
  const answers = [];
  for (const action of [SEND, 'GMAIL_SEND_EMAIL', 'gmail-send-email'])
    answers.push(await run(action, { idempotency_key }, mail));
  answers.push(await run(SEND, { idempotency_key, profile_id: profileId }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(new Set(answers.map(({ body }) => body.execution_id)).size).toBe(1);
  expect(await sent()).toBe(before + 1);
});
