import { beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '@/lib/domain/identity/keys';
import { serveMcp } from '@/lib/mcp/serve';
import { useDatabase } from '@/tests/support/database';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
let workspace: TestWorkspace;
let key: string;

beforeAll(async () => {
  workspace = await makeWorkspace();
  ({ key } = await makeKey(workspace, ['tools:read', 'tools:execute']));
});

const clientInfo = { name: 'test', version: '1' };
const initialize = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };

async function say(method: string, params: object, headers: Record<string, string>) {
  const response = await serveMcp(
    new Request('http://127.0.0.1:3000/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 'mine', method, params }),
    }),
  );
  return { status: response.status, text: await response.text() };
}

const bearer = () => ({ authorization: `Bearer ${key}` });
const accountsNamed = (name: string) => database.query('select 1 from accounts where external_id = $1', [name]);

describe('a key that acts for any user, without a user', () => {
  test('is told which header to add, in an answer to the very request', async () => {
    const { status, text } = await say('tools/list', {}, bearer());
    const { id, error } = JSON.parse(text);
    expect([status, id, error.code]).toEqual([422, 'mine', -32602]);
    expect(error.message).toContain('X-User-Id');
    expect(error.data.fields).toHaveProperty('user_id');
  });
});

describe('a user whom nobody has seen', () => {
  test.each([
    ['initialize', initialize],
    ['ping', {}],
    ['tools/list', {}],
  ])('leaves nothing behind by %s', async (method, params) => {
    const name = `reader-${method.replace('/', '-')}`;
    expect((await say(method, params, { ...bearer(), 'x-user-id': name })).status).toBe(200);
    expect(await accountsNamed(name)).toEqual([]);
  });

  test('is made by the first call, which needs somebody to connect for', async () => {
    await say('tools/call', { name: 'gmail_send_email', arguments: {} }, { ...bearer(), 'x-user-id': 'caller' });
    expect(await accountsNamed('caller')).toHaveLength(1);
  });
});

test('a key that no longer works is told so, and not to send one', async () => {
  const { id, key: gone } = await makeKey(workspace, ['tools:read']);
  await revokeKey(workspace.owner.principal, id);
  for (const sent of [gone, `pb_aaaaaaaa_${'x'.repeat(43)}`, 'nonsense']) {
    const { status, text } = await say('ping', {}, { authorization: `Bearer ${sent}`, 'x-user-id': 'x' });
    expect([status, JSON.parse(text).error.message]).toEqual([401, 'This key is unknown, revoked or expired.']);
  }
  expect((await say('ping', {}, {})).text).toContain('Send a key to use this endpoint.');
});
