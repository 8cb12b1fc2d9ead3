import { type Call, json } from '../http';
import { newUuid } from '../ids';
import { textIn, textsIn } from '../json';
import type { Sandbox } from '../sandbox';
import { refuse, wholeNumber } from './reply';
import type { McpServer } from './state';
import { logoOf } from './toolkit';

const NAME = /^[A-Za-z0-9 -]{4,30}$/;

export function createMcpServer(call: Call): Response {
  const { sandbox, body } = call;
  const name = textIn(body.name) ?? '';
  const authConfigIds = textsIn(body.auth_config_ids);
  if (!NAME.test(name)) return refuse(400, { message: 'name must be 4 to 30 letters, digits, spaces or hyphens' });
  const configs = authConfigIds.map((id) => sandbox.store.state.composio.authConfigs[id]);
  if (configs.includes(undefined))
    return refuse(404, { message: 'Auth config not found', slug: 'AuthConfig_NotFound' });
  const toolkits = [...new Set([...textsIn(body.toolkits), ...configs.flatMap((config) => config?.toolkit ?? [])])];
  const now = new Date().toISOString();
  const server: McpServer = {
    id: newUuid(),
    name,
    toolkits,
    authConfigIds,
    allowedTools: [...textsIn(body.allowed_tools), ...textsIn(body.custom_tools)],
    managed: body.managed_auth_via_composio === true,
    deleted: false,
    createdAt: now,
    updatedAt: now,
  };
  sandbox.store.state.composio.mcpServers[server.id] = server;
  sandbox.store.save();
  return json(present(sandbox, server), 201);
}

/** Plural parameters for accounts, as the service writes them, although its own transport takes only the singular. */
export function generateUrls({ sandbox, body }: Call): Response {
  const server = findMcpServer(sandbox, textIn(body.mcp_server_id));
  if (!server) return notFound();
  const base = urlOf(sandbox, server);
  const accounts = textsIn(body.connected_account_ids);
  return json({
    mcp_url: base,
    user_ids_url: textsIn(body.user_ids).map((id) => `${base}?user_id=${encodeURIComponent(id)}`),
    connected_account_urls: accounts.map((id) => `${base}?connected_account_ids=${encodeURIComponent(id)}`),
  });
}

export function listMcpServers({ sandbox, query }: Call): Response {
  const limit = wholeNumber(query.get('limit')) ?? 10;
  const current = wholeNumber(query.get('page_no')) ?? 1;
  const toolkits = (query.get('toolkits') ?? '').split(',').filter(Boolean);
  const configs = (query.get('auth_config_ids') ?? '').split(',').filter(Boolean);
  const name = (query.get('name') ?? '').toLowerCase();
  const found = Object.values(sandbox.store.state.composio.mcpServers)
    .filter((server) => !server.deleted && server.name.toLowerCase().includes(name))
    .filter((server) => toolkits.length === 0 || toolkits.some((slug) => server.toolkits.includes(slug)))
    .filter((server) => configs.length === 0 || configs.some((id) => server.authConfigIds.includes(id)));
  const items = found.slice((current - 1) * limit, current * limit).map((server) => present(sandbox, server));
  return json({ items, total_pages: Math.ceil(found.length / limit), current_page: current });
}

export function getMcpServer({ sandbox, params }: Call): Response {
  const server = findMcpServer(sandbox, params.id);
  return server ? json(present(sandbox, server)) : notFound();
}

export function changeMcpServer({ sandbox, params, body }: Call): Response {
  const server = findMcpServer(sandbox, params.id);
  if (!server) return notFound();
  const name = textIn(body.name) ?? server.name;
  if (!NAME.test(name)) return refuse(400, { message: 'name must be 4 to 30 letters, digits, spaces or hyphens' });
  server.name = name;
  if (body.allowed_tools) server.allowedTools = textsIn(body.allowed_tools);
  if (body.auth_config_ids) server.authConfigIds = textsIn(body.auth_config_ids);
  if (body.toolkits) server.toolkits = textsIn(body.toolkits);
  server.updatedAt = new Date().toISOString();
  sandbox.store.save();
  return json(present(sandbox, server));
}

export function deleteMcpServer({ sandbox, params }: Call): Response {
  const server = findMcpServer(sandbox, params.id);
  if (!server) return notFound();
  server.deleted = true;
  sandbox.store.save();
  return json({ id: server.id, deleted: true });
}

export function findMcpServer(sandbox: Sandbox, id: string | undefined): McpServer | null {
  const server = sandbox.store.state.composio.mcpServers[id ?? ''];
  return server && !server.deleted ? server : null;
}

function notFound(): Response {
  return refuse(404, { message: 'MCP server not found', slug: 'MCP_ServerNotFound' });
}

/** On the sandbox's own address: this one is opened by a server, not by a person's browser. */
function urlOf(sandbox: Sandbox, { id }: McpServer): string {
  return `${sandbox.url}/composio/v3/mcp/${id}/mcp`;
}

function present(sandbox: Sandbox, server: McpServer) {
  const url = urlOf(sandbox, server);
  const command = `npx @composio/mcp@latest setup "${url}" "${server.name}" --client`;
  return {
    id: server.id,
    name: server.name,
    auth_config_ids: server.authConfigIds,
    allowed_tools: server.allowedTools,
    mcp_url: url,
    toolkits: server.toolkits,
    toolkit_icons: Object.fromEntries(
      server.toolkits.map((slug) => {
        const app = sandbox.catalogue.toolkit(slug);
        return [slug, app ? logoOf(sandbox, app) : ''];
      }),
    ),
    commands: { claude: `${command} claude`, cursor: `${command} cursor`, windsurf: `${command} windsurf` },
    managed_auth_via_composio: server.managed,
    server_instance_count: 0,
    deleted: server.deleted,
    created_at: server.createdAt,
    updated_at: server.updatedAt,
  };
}
