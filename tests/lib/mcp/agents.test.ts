import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Grant } from '@/lib/contracts/grant';
import { accountFor } from '@/lib/domain/identity/accounts';
import { createKey } from '@/lib/domain/identity/keys';
import { db } from '@/lib/platform/db';
import { randomSlug } from '@/lib/platform/seal/token';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectProfile } from '@/tests/support/connected-profile';
import { useMcpEndpoint } from '@/tests/support/mcp-endpoint';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin } = useProduct();
const endpoint = useMcpEndpoint();
const mail = { to: 'ada@example.com', subject: 'Hello' };

let workspace: TestWorkspace;
let clients: Client[] = [];

beforeAll(() => readCatalogues('gmail', 'slack'));
beforeEach(async () => {
  workspace = await makeWorkspace();
  const accountId = (await accountFor(workspace.owner.principal, 'customer-7', { create: true })) ?? '';
  await connectProfile(url(), accountId);
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});

const wholeGrant = (grant: Partial<Grant>): Grant => ({
  ...{ tools: 'all_enabled', aliases: {}, critical: false },
  ...grant,
});

async function makeAgent(...grants: Partial<Grant>[]) {
  const slug = `agent-${randomSlug(8)}`;
  const version = { number: 1, isCurrent: true, grants: grants.map(wholeGrant) };
  return db().agent.create({
    data: { workspaceId: workspace.id, name: 'Helper', slug, versions: { create: version } },
  });
}

async function open(path: string, agentId?: string): Promise<Client> {
  const { key } = await createKey(workspace.owner.principal, {
    ...{ name: 'Agent', scopes: ['tools:read', 'tools:execute'] },
    ...(agentId && { agent_id: agentId }),
  });
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const headers = { authorization: `Bearer ${key}`, 'x-user-id': 'customer-7' };
  await client.connect(new StreamableHTTPClientTransport(new URL(endpoint() + path), { requestInit: { headers } }));
  clients.push(client);
  return client;
}

const namesAt = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

async function errorOf(client: Client, name: string): Promise<unknown> {
  const { isError, _meta } = await client.callTool({ name, arguments: {} });
  expect(isError).toBe(true);
  return _meta?.['patchbay/error'];
}

describe('an agent at its own address', () => {
  test('has what its grant names, and nothing else of the account', async () => {
    const { slug } = await makeAgent({ app_slug: 'gmail', tools: ['gmail-find-email'] });
    const client = await open(`/mcp/${slug}`);
    expect(await namesAt(client)).toEqual(['gmail_find_email']);
    expect(await errorOf(client, 'gmail_send_email')).toMatchObject({ code: 'tool_disabled' });
    expect(await namesAt(await open('/mcp'))).toContain('gmail_send_email');
  });

  test('calls a tool by its own name for it, with what it may not change and what it may leave out', async () => {
    const write = { tool: 'gmail-send-email', fixed: { to: 'sales@example.com' }, defaults: { body: 'Hi' } };
    const { slug } = await makeAgent({ app_slug: 'gmail', aliases: { mark_lead_as_contacted: write } });
    const client = await open(`/mcp/${slug}`);
    const names = await namesAt(client);
    expect(names).toContain('mark_lead_as_contacted');
    expect(names).not.toContain('gmail_send_email');
    expect((await client.callTool({ name: 'mark_lead_as_contacted', arguments: mail })).isError).toBeFalsy();
    const { outbox } = await admin('GET', '/outbox');
    expect(outbox).toMatchObject([{ payload: { to: 'sales@example.com', subject: 'Hello', body: 'Hi' } }]);
    expect(await errorOf(client, 'gmail_send_email')).toMatchObject({ code: 'tool_disabled' });
  });

  test('whose app nobody connected is told so with the link, by the name it has for the tool', async () => {
    const { slug } = await makeAgent({
      ...{ app_slug: 'slack', tools: ['slack-send-message', 'slack-not-discovered'] },
      aliases: { tell_the_team: 'slack-send-message' },
    });
    const client = await open(`/mcp/${slug}`);
    for (const name of ['tell_the_team', 'slack-not-discovered']) {
      expect(await errorOf(client, name)).toMatchObject({
        ...{ code: 'needs_connection', message: 'Slack is not connected yet.' },
        action: { who: 'user', url: expect.stringContaining('/connect/') },
      });
    }
  });

  test('is not sent to connect an app that it was not granted', async () => {
    const { slug } = await makeAgent({ app_slug: 'gmail' });
    expect(await errorOf(await open(`/mcp/${slug}`), 'slack_send_message')).toMatchObject({ code: 'tool_disabled' });
    expect(await errorOf(await open('/mcp'), 'slack_send_message')).toMatchObject({ code: 'needs_connection' });
  });
});

describe('who acts as which agent', () => {
  test('a key made for one agent is that agent at every address, and no other', async () => {
    const { id } = await makeAgent({ app_slug: 'gmail', tools: ['gmail-find-email'] });
    const other = await makeAgent({ app_slug: 'gmail' });
    expect(await namesAt(await open('/mcp', id))).toEqual(['gmail_find_email']);
    await expect(open(`/mcp/${other.slug}`, id)).rejects.toThrow();
  });

  test('a cursor that one agent was given opens nothing for another, nor for a key that is no agent', async () => {
    const find: Partial<Grant> = { app_slug: 'gmail', tools: ['gmail-find-email'] };
    const [first, second] = [await makeAgent(find), await makeAgent(find)];
    const [mine, theirs] = [await open(`/mcp/${first.slug}`), await open(`/mcp/${second.slug}`)];
    await admin('PUT', '/admin/faults', { app: 'gmail', answerBytes: 4 * 1024 * 1024 });
    const { _meta } = await mine.callTool({ name: 'gmail_find_email', arguments: {} });
    await admin('DELETE', '/admin/faults');
    const _cursor = String(Object(_meta)['patchbay/next_cursor']);
    expect(_cursor).toMatch(/^r1\./);
    const goOn = async (client: Client) => {
      const { isError, _meta: meta } = await client.callTool({ name: 'gmail_find_email', arguments: { _cursor } });
      return [isError ?? false, Object(Object(meta)['patchbay/error']).code];
    };
    expect(await goOn(theirs)).toEqual([true, 'invalid_request']);
    expect(await goOn(await open('/mcp'))).toEqual([true, 'invalid_request']);
    expect(await goOn(mine)).toEqual([false, undefined]);
  });

  test('an agent of another workspace is not there', async () => {
    const { slug } = await makeAgent({ app_slug: 'gmail' });
    workspace = await makeWorkspace();
    await expect(open(`/mcp/${slug}`)).rejects.toThrow(/no such agent|404/i);
  });
});
