import { beforeAll, describe, expect, test } from 'vitest';
import { randomId } from '@/lib/platform/seal/token';
import { sendRaw } from '@/tests/server/server';
import { connectProfile } from '@/tests/support/connected-profile';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey, makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, database } = useProduct();
const endpoint = useMcpEndpoint();
let headers: Record<string, string>;

beforeAll(async () => {
  const workspace = await makeWorkspace();
  await connectProfile(url(), workspace.owner.accountId);
  const { key } = await makeKey(workspace, ['tools:read', 'tools:execute']);
  headers = { authorization: `Bearer ${key}`, 'x-user-id': workspace.owner.externalId };
});

type Sent = { method: string; params: object; query?: string; accept?: string | null; more?: Record<string, string> };

async function send({ method, params, query = '', accept = BOTH, more = {} }: Sent) {
  const response = await fetch(`${endpoint()}/mcp${query}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', ...(accept && { accept }), ...more },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const text = await response.text();
  const json = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '{}');
  return { status: response.status, headers: response.headers, ...JSON.parse(json) };
}

const BOTH = 'application/json, text/event-stream';
const call = (name: string, args: object, query = '') =>
  send({ method: 'tools/call', params: { name, arguments: args }, query });

test.each(['*/*', 'text/html, */*;q=0.1', 'application/json, */*', BOTH])(
  'a client that accepts %s is served',
  async (accept) => {
    const { status, result } = await send({ method: 'tools/list', params: {}, accept });
    expect([status, result.tools.length > 0]).toEqual([200, true]);
  },
);

test('a server introduces itself with what holds for all its tools', async () => {
  const clientInfo = { name: 'test', version: '1' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  const { result } = await send({ method: 'initialize', params });
  expect(result.instructions).toContain('_cursor');
  expect(result.instructions).toContain('_profile_id');
});

describe('what is wrong with a message is the client’s mistake', () => {
  test.each([5, null, {}, ['x']])('a list from the cursor %j', async (cursor) => {
    const { error } = await modern('tools/list', { params: { cursor } });
    expect(error).toMatchObject({ code: -32602, message: 'Some fields need another look.' });
    expect((await send({ method: 'tools/list', params: { cursor } })).error.code).toBe(-32602);
  });

  test.each([
    ['nothing', undefined],
    ['no client', { protocolVersion: '2025-11-25', capabilities: {} }],
    ['a version that is no text', { protocolVersion: 1, capabilities: {}, clientInfo: { name: 'x', version: '1' } }],
  ])('an introduction with %s', async (_, params) => {
    const { error, id } = await send({ method: 'initialize', params: params as object });
    expect([error.code, id]).toEqual([-32602, 1]);
    expect(error.message).toBe('Some fields need another look.');
  });

  test('a list from a cursor that nobody was given', async () => {
    const { error, result } = await send({ method: 'tools/list', params: { cursor: 'made-up' } });
    expect([error?.code, result]).toEqual([-32602, undefined]);
  });
});

test('a refused call names its record', async () => {
  const { result } = await call('gmail_send_email', {});
  expect(result.isError).toBe(true);
  const id = result._meta['patchbay/execution_id'];
  const missing = (await call('gmail_fly', {})).error.data['patchbay/execution_id'];
  const rows = await database.query('select id from tool_executions where id = any($1)', [[id, missing]]);
  expect(rows).toHaveLength(2);
});

describe('what a model can mend is an answer it can read', () => {
  test('a profile that there is not', async () => {
    const { result } = await call('gmail_find_email', { _profile_id: randomId() });
    expect(result).toMatchObject({ isError: true, content: [{ text: 'There is no such profile.' }] });
  });

  test('a tool that it named as an argument', async () => {
    const { result } = await call('call_tool', { name: 'gmail_fly', arguments: {} }, '?discovery=search');
    expect(result).toMatchObject({ isError: true, content: [{ text: 'There is no tool named gmail_fly.' }] });
  });

  test('but a tool that the client named itself is a mistake in the protocol', async () => {
    const { error } = await call('gmail_fly', {});
    expect(error).toMatchObject({ code: -32602, message: 'There is no tool named gmail_fly.' });
  });

  test('a field that does not fit is named', async () => {
    const { result } = await call('search_tools', { query: '', limit: 99 }, '?discovery=search');
    expect(result.isError).toBe(true);
    expect(result.content[0].text).toMatch(/\n- query: .+\n- limit: .+$/);
    expect(result.content[0].text.match(/^- query/gm)).toHaveLength(1);
  });
});

/** Revision 2026-07-28 says everything with every message. */
function modern(method: string, { version = '2026-07-28', name = '', params = {}, meta = {} } = {}) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
    ...meta,
  };
  const more = { 'mcp-protocol-version': version, 'mcp-method': method, ...(name && { 'mcp-name': name }) };
  return send({ method, params: { ...(name && { name, arguments: {} }), ...params, _meta }, more });
}

describe('every answer to a call says what the caller may still do', () => {
  const remaining = ({ status, headers: told }: { status: number; headers: Headers }) => {
    expect(status).toBe(200);
    expect(told.get('ratelimit-limit')).toMatch(/^\d+$/);
    expect(told.get('ratelimit-reset')).toMatch(/^\d+$/);
    return Number(told.get('ratelimit-remaining'));
  };
  const name = 'gmail_find_email';
  const progressToken = 'p1';

  test('whichever way it is made, streamed ones too', async () => {
    const counts = [
      remaining(await call(name, {})),
      remaining(await send({ method: 'tools/call', params: { name, arguments: {}, _meta: { progressToken } } })),
      remaining(await modern('tools/call', { name })),
      remaining(await modern('tools/call', { name, meta: { progressToken } })),
      // What the plain road does not know is the SDK's.
      remaining(await modern('tools/call', { name, params: { inputResponses: {} } })),
      remaining(await call('call_tool', { name, arguments: {} }, '?discovery=search')),
    ];
    const [first = 0] = counts;
    expect(counts).toEqual(counts.map((_, index) => first - index));
  });

  test('a streamed answer that counts nothing comes all the same', async () => {
    const answer = await send({ method: 'tools/call', params: { name: 7, _meta: { progressToken } } });
    expect(answer.error).toBeDefined();
  });
});

describe('a revision that is not spoken', () => {
  const SPOKEN = ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26'];

  test('is answered with all that are', async () => {
    const more = { 'mcp-protocol-version': '2019-01-01' };
    const answer = await send({ method: 'tools/list', params: {}, more });
    expect([answer.status, answer.id, answer.error.code]).toEqual([400, 1, -32022]);
    expect(answer.error.data.supported).toEqual(expect.arrayContaining(SPOKEN));
  });

  test('is answered with those of its form, when it is named with every message', async () => {
    const answer = await modern('tools/list', { version: '2029-01-01' });
    const { result } = await modern('server/discover');
    expect([answer.status, answer.error.code]).toEqual([400, -32022]);
    expect(answer.error.data.supported).toEqual(result.supportedVersions);
  });

  test('and each of them is', async () => {
    for (const version of SPOKEN.slice(1)) {
      const answer = await send({ method: 'tools/list', params: {}, more: { 'mcp-protocol-version': version } });
      expect([version, answer.status]).toEqual([version, 200]);
    }
    expect((await modern('tools/list')).status).toBe(200);
  });
});

test('a method that the endpoint does not have is told those that it has', async () => {
  const answer = await fetch(`${endpoint()}/mcp`, { headers });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'DELETE, GET, OPTIONS, POST']);
});

test('a batch in which two requests have one id is refused, and one in which they differ is answered', async () => {
  const batch = (ids: unknown[]) =>
    fetch(`${endpoint()}/mcp`, {
      method: 'POST',
      headers: { ...headers, accept: BOTH, 'content-type': 'application/json', 'mcp-protocol-version': '2025-03-26' },
      body: JSON.stringify(ids.map((id) => ({ jsonrpc: '2.0', id, method: 'ping' }))),
    });
  const refused = await batch([1, 2, 1]);
  expect([refused.status, (await refused.json()).error.code]).toEqual([400, -32600]);
  const answered = await (await batch([1, '1'])).text();
  expect(answered.match(/"result"/g)).toHaveLength(2);
});

test('the answer as a stream closes the connection of a caller who asks for it', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
  const lines = Object.entries({
    ...headers,
    accept: BOTH,
    host: 'localhost',
    connection: 'close',
    'content-type': 'application/json',
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const text = `POST /mcp HTTP/1.1\r\n${head}content-length: ${body.length}\r\n\r\n${body}`;
  const startedAt = Date.now();
  expect(await sendRaw(endpoint(), text)).toMatch(
    /connection: close.*text\/event-stream|text\/event-stream.*connection: close/is,
  );
  expect(Date.now() - startedAt).toBeLessThan(3000);
});
