import { beforeAll, describe, expect, test } from 'vitest';
import { randomId } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeKey, makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url } = useProduct();
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
    expect(result.content[0].text).toMatch(/^- query: .+\n- limit: .+/m);
  });
});

test('an answer that the SDK makes says what the caller may still do, like any other', async () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const more = {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': 'gmail_find_email',
  };
  // What the plain road does not know is the SDK's.
  const params = { name: 'gmail_find_email', arguments: {}, inputResponses: {}, _meta: meta };
  const answer = await send({ method: 'tools/call', params, more });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('ratelimit-limit')).toMatch(/^\d+$/);
});
