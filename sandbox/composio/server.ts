import type { Call } from '../http';
import { textIn } from '../json';
import type { ProviderServer } from '../provider';
import { type Handler, route } from '../router';
import {
  changeAccount,
  deleteAccount,
  getAccount,
  listAccounts,
  refreshAccount,
  revokeAccount,
  switchAccount,
} from './accounts';
import {
  changeAuthConfig,
  createAuthConfig,
  deleteAuthConfig,
  getAuthConfig,
  listAuthConfigs,
  switchAuthConfig,
} from './auth-configs';
import { completeAuth, createLink, initiate } from './connect';
import { executeTool, refuseInput, refuseProxy } from './execute';
import { withKey, withSunset } from './key';
import { serveMcp } from './mcp';
import {
  changeMcpServer,
  createMcpServer,
  deleteMcpServer,
  generateUrls,
  getMcpServer,
  listMcpServers,
} from './mcp-servers';
import { refuseLater } from './reply';
import { getToolkit, listCategories, listToolkits } from './toolkit';
import { getTool, listToolNames, listTools } from './tools';
import {
  changeSubscription,
  createSubscription,
  deleteSubscription,
  getSubscription,
  listEventTypes,
  listSubscriptions,
  rotateSecret,
} from './webhooks';

const at = (method: string, path: string, handle: Handler) => route(method, `/api/v3(?:\\.1)?${path}`, withKey(handle));

export const composioServer: ProviderServer = {
  name: 'composio',
  prefix: '/composio',
  refuse: refuseLater,
  appOf,
  routes: [
    at('GET', '/toolkits', listToolkits),
    at('GET', '/toolkits/categories', listCategories),
    at('GET', '/toolkits/:slug', getToolkit),
    at('GET', '/auth_configs', listAuthConfigs),
    at('POST', '/auth_configs', createAuthConfig),
    at('GET', '/auth_configs/:id', getAuthConfig),
    at('PATCH', '/auth_configs/:id', changeAuthConfig),
    at('DELETE', '/auth_configs/:id', deleteAuthConfig),
    at('PATCH', '/auth_configs/:id/(?<status>ENABLED|DISABLED)', switchAuthConfig),
    at('POST', '/connected_accounts/link', createLink),
    at('POST', '/connected_accounts/complete_auth', completeAuth),
    at('GET', '/connected_accounts', listAccounts),
    at('POST', '/connected_accounts', withSunset(initiate)),
    at('GET', '/connected_accounts/:id', getAccount),
    at('PATCH', '/connected_accounts/:id', changeAccount),
    at('DELETE', '/connected_accounts/:id', deleteAccount),
    at('PATCH', '/connected_accounts/:id/status', switchAccount),
    at('POST', '/connected_accounts/:id/revoke', revokeAccount),
    at('POST', '/connected_accounts/:id/refresh', withSunset(refreshAccount)),
    at('GET', '/tools', listTools),
    at('GET', '/tools/enum', listToolNames),
    at('GET', '/tools/:slug', getTool),
    at('POST', '/tools/execute/proxy', refuseProxy),
    at('POST', '/tools/execute/:slug', executeTool),
    at('POST', '/tools/execute/:slug/input', refuseInput),
    at('GET', '/mcp/servers', listMcpServers),
    at('POST', '/mcp/servers(?:/custom)?', createMcpServer),
    at('POST', '/mcp/servers/generate', generateUrls),
    at('GET', '/mcp/:id', getMcpServer),
    at('PATCH', '/mcp/:id', changeMcpServer),
    at('DELETE', '/mcp/:id', deleteMcpServer),
    at('GET', '/webhook_subscriptions', listSubscriptions),
    at('POST', '/webhook_subscriptions', createSubscription),
    at('GET', '/webhook_subscriptions/event_types', listEventTypes),
    at('GET', '/webhook_subscriptions/:id', getSubscription),
    at('PATCH', '/webhook_subscriptions/:id', changeSubscription),
    at('DELETE', '/webhook_subscriptions/:id', deleteSubscription),
    at('POST', '/webhook_subscriptions/:id/rotate_secret', rotateSecret),
    ...['GET', 'POST', 'DELETE'].map((method) => route(method, '/v3/mcp/:id(?:/mcp)?', withKey(serveMcp))),
  ],
};

/** Whose app a request is about, by its one slug, for faults that concern one app. */
function appOf({ path, query, body, text, sandbox }: Call): string | null {
  const { catalogue, store } = sandbox;
  const { accounts, authConfigs } = store.state.composio;
  const [, tool] = /\/tools(?:\/execute)?\/([A-Z0-9_]+)/.exec(path) ?? [];
  const called = tool ?? /"method":"tools\/call".*?"name":"([A-Z0-9_]+)"/.exec(text)?.[1];
  if (called) return catalogue.bySlug(called)?.app.slug ?? null;
  const [, account] = /\/connected_accounts\/(ca_\w+)/.exec(path) ?? [];
  const [, toolkit] = /\/toolkits\/([^/]+)/.exec(path) ?? [];
  const config = authConfigs[textIn(body.auth_config_id) ?? '']?.toolkit;
  const slug = accounts[account ?? '']?.toolkit ?? config ?? toolkit ?? query.get('toolkit_slug');
  return slug ? (catalogue.toolkit(slug)?.slug ?? null) : null;
}
