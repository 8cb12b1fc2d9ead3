import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { composioAt, connectAtComposio } from './composio-client';
import { connectAtPipedream, pipedreamAt } from './pipedream-client';
import { withSandbox } from './running';

const { url, admin } = withSandbox();

async function open(address: string, headers: Record<string, string>, versions?: 'modern') {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    versions ? { versionNegotiation: { mode: 'auto' } } : {},
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers } }));
  return client;
}

async function headersFor(user: string, app: string, extra: Record<string, string> = {}) {
  return {
    authorization: `Bearer ${await pipedreamAt(url()).rawAccessToken}`,
    'x-pd-project-id': 'proj_test',
    'x-pd-environment': 'development',
    'x-pd-external-user-id': user,
    'x-pd-app-slug': app,
    'x-pd-tool-mode': 'tools-only',
    ...extra,
  };
}

describe('Pipedream’s MCP server', () => {
  test.each([undefined, 'modern'] as const)('lists and runs tools for the pinned account (%s)', async (versions) => {
    const account = await connectAtPipedream(pipedreamAt(url()), 'mcp-1', 'slack', 'sam@northwind.test');
    const headers = await headersFor('mcp-1', 'slack', { 'x-pd-account-id': account.id });
    const client = await open(`${url()}/pipedream/mcp`, headers, versions);

    const { tools } = await client.listTools();
    const result = await client.callTool({
      name: 'slack-send-message',
      arguments: { channel: '#sales', text: 'Hi', threadTs: null },
    });
    await client.close();

    const send = tools.find(({ name }) => name === 'slack-send-message');
    expect(send?.inputSchema).toMatchObject({ type: 'object', required: ['channel', 'text'] });
    expect(tools.find(({ name }) => name === 'slack-list-channels')?.annotations?.readOnlyHint).toBe(true);
    expect(result.isError).toBe(false);
    expect(await admin('GET', '/outbox')).toMatchObject({
      outbox: [{ identity: 'sam@northwind.test', tool: 'slack-send-message' }],
    });
  });

  test('an app nobody connected answers with a link, and not with an error', async () => {
    const client = await open(`${url()}/pipedream/mcp`, await headersFor('mcp-2', 'gmail'));

    const result = await client.callTool({ name: 'gmail-list-labels', arguments: {} });
    await client.close();

    expect(result).toMatchObject({ isError: false, accountRequired: true });
    expect(String(result.connectUrl)).toContain('/consent/pipedream?token=ctok_');
  });

  test('a tool that fails is an error the model can read', async () => {
    await connectAtPipedream(pipedreamAt(url()), 'mcp-3', 'gmail');
    const client = await open(`${url()}/pipedream/mcp`, await headersFor('mcp-3', 'gmail'));

    const result = await client.callTool({ name: 'gmail-send-email', arguments: { to: 'a@b.c' } });
    await client.close();

    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain('Missing required props: subject, body');
  });

  test('one session serves several apps', async () => {
    const client = await open(`${url()}/pipedream/mcp`, await headersFor('mcp-4', 'slack,gmail'));
    const { tools } = await client.listTools();
    await client.close();

    const names = tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['slack-send-message', 'gmail-send-email']));
  });

  test('without a good bearer it is 401, without its headers 400', async () => {
    const headers = await headersFor('mcp-5', 'slack');
    const { 'x-pd-app-slug': _slug, ...withoutApp } = headers;

    await expect(open(`${url()}/pipedream/mcp`, { ...headers, authorization: 'Bearer nonsense' })).rejects.toThrow();
    const response = await fetch(`${url()}/pipedream/mcp`, { method: 'POST', headers: withoutApp });
    expect(response.status).toBe(400);
  });

  test('tools that are taken away, added or altered upstream show in the next list', async () => {
    await admin('PUT', '/admin/tools', { app: 'trello', key: 'delete-card', remove: true });
    await admin('PUT', '/admin/tools', { app: 'trello', key: 'create-card', description: 'Changed.' });
    await admin('PUT', '/admin/tools', { app: 'trello', key: 'star-board', fields: { board: 'string! Which.' } });
    const client = await open(`${url()}/pipedream/mcp`, await headersFor('mcp-6', 'trello'));
    const { tools } = await client.listTools();
    await client.close();

    const names = tools.map(({ name }) => name);
    expect(names).not.toContain('trello-delete-card');
    expect(tools.find(({ name }) => name === 'trello-star-board')?.inputSchema.required).toEqual(['board']);
    expect(tools.find(({ name }) => name === 'trello-create-card')?.description).toContain('Changed.');
    expect((await pipedreamAt(url()).actions.retrieve('trello-create-card')).data.version).toBe('0.1.1');
  });
});

test('a client that listens hears of a changed tool', async () => {
  const headers = await headersFor('mcp-8', 'trello');
  const client = await open(`${url()}/pipedream/mcp`, headers, 'modern');
  let heard = 0;
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    heard += 1;
  });
  const subscription = await client.listen({ toolsListChanged: true });

  await admin('PUT', '/admin/tools', { app: 'trello', key: 'delete-card', remove: true });

  await expect.poll(() => heard).toBe(1);
  await subscription.close();
  await client.close();
});

describe('Composio’s MCP servers', () => {
  test('one made for a toolkit serves its allowed tools for a user or an account', async () => {
    const composio = composioAt(url());
    const { id, authConfigId } = await connectAtComposio(composio, 'mcp-7', 'gmail');
    const server = await composio.mcp.create('gmail server', {
      toolkits: [{ toolkit: 'gmail', authConfigId }],
      allowedTools: ['GMAIL_SEND_EMAIL', 'GMAIL_LIST_LABELS'],
    });
    const { url: address } = await server.generate('mcp-7');
    const headers = { 'x-api-key': 'ak_test' };

    const forUser = await open(address, headers);
    const { tools } = await forUser.listTools();
    const sent = await forUser.callTool({
      name: 'GMAIL_SEND_EMAIL',
      arguments: { to: 'a@b.c', subject: 'S', body: 'B' },
    });
    await forUser.close();
    const forAccount = await open(`${address.split('?')[0]}?connected_account_id=${id}`, headers);
    const labels = await forAccount.callTool({ name: 'GMAIL_LIST_LABELS', arguments: {} });
    await forAccount.close();

    expect(tools.map(({ name }) => name)).toEqual(['GMAIL_SEND_EMAIL', 'GMAIL_LIST_LABELS']);
    expect(sent.isError).toBe(false);
    expect(JSON.stringify(labels.content)).toContain('INBOX');
    await expect(open(address, {})).rejects.toThrow();
  });

  test('are listed, changed and deleted; generated account links carry the plural that the transport refuses', async () => {
    const raw = composioAt(url()).getClient();
    const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: 'slack' } });
    const made = await raw.mcp.custom.create({ name: 'slack server', auth_config_ids: [auth_config.id] });
    const urls = await raw.mcp.generate.url({ mcp_server_id: made.id, connected_account_ids: ['ca_1'] });
    const refused = await fetch(urls.connected_account_urls[0] ?? '', {
      method: 'POST',
      headers: { 'x-api-key': 'ak_test' },
    });

    expect(refused.status).toBe(400);
    expect((await raw.mcp.update(made.id, { name: 'renamed server' })).name).toBe('renamed server');
    expect((await raw.mcp.list({ name: 'renamed' })).items).toHaveLength(1);
    expect(await raw.mcp.delete(made.id)).toEqual({ id: made.id, deleted: true });
    await expect(raw.mcp.retrieve(made.id)).rejects.toMatchObject({ status: 404 });
    await expect(raw.mcp.custom.create({ name: 'no' })).rejects.toMatchObject({ status: 400 });
  });
});
