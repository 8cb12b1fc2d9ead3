import { type Call, json } from '../http';
import { newId, newUuid } from '../ids';
import { isObject, objectIn, textIn, textsIn } from '../json';
import type { Sandbox } from '../sandbox';
import { removeAccount } from './account-store';
import { listIn, page, refuse } from './reply';
import { schemeOf } from './scheme';
import type { AuthConfig } from './state';
import { logoOf, managedSchemes } from './toolkit';

const LARGEST_PAGE = 50;

export function listAuthConfigs({ sandbox, query }: Call): Response {
  const toolkits = listIn(query, 'toolkit_slug');
  const managed = query.get('is_composio_managed');
  const search = (query.get('search') ?? '').toLowerCase();
  const found = Object.values(sandbox.store.state.composio.authConfigs)
    .filter((config) => toolkits.length === 0 || toolkits.includes(config.toolkit))
    .filter((config) => managed === null || String(config.managed) === managed)
    .filter((config) => query.get('show_disabled') === 'true' || !config.disabled)
    .filter((config) => !search || `${config.name} ${config.id}`.toLowerCase().includes(search))
    .sort((left, right) => right.createdAt.localeCompare(left.createdAt));
  return json(page(found, query, (config) => present(sandbox, config), LARGEST_PAGE));
}

export function createAuthConfig({ sandbox, body }: Call): Response {
  const app = sandbox.catalogue.toolkit(textIn(objectIn(body.toolkit).slug) ?? '');
  if (!app) return refuse(400, { message: 'Toolkit not found', slug: 'AuthConfig_ToolkitNotFound' });
  const given = objectIn(body.auth_config);
  const managed = given.type !== 'use_custom_auth';
  const scheme = managed ? schemeOf(app) : (textIn(given.authScheme) ?? schemeOf(app));
  const credentials = objectIn(given.credentials);
  if (managed && app.auth !== 'none' && managedSchemes(sandbox, app).length === 0) {
    return refuse(400, {
      message: `Composio does not manage auth for ${app.toolkit}. Use custom auth.`,
      slug: 'AuthConfig_NotManaged',
    });
  }
  if (!managed && scheme === 'OAUTH2' && !(textIn(credentials.client_id) && textIn(credentials.client_secret))) {
    return refuse(400, {
      message: 'Missing required field "Client id" for auth scheme "OAUTH2"',
      slug: 'AuthConfig_MissingField',
    });
  }
  const now = new Date().toISOString();
  const access = objectIn(given.tool_access_config);
  const config: AuthConfig = {
    id: newId('ac_', 12),
    uuid: newUuid(),
    toolkit: app.toolkit,
    name: textIn(given.name) ?? `${app.toolkit}-${newId('', 6).toLowerCase()}`,
    scheme,
    managed,
    disabled: false,
    credentials,
    toolsForConnection: textsIn(access.tools_for_connected_account_creation),
    toolsForExecution: [],
    forToolRouter: given.is_enabled_for_tool_router === true,
    createdAt: now,
    updatedAt: now,
  };
  sandbox.store.state.composio.authConfigs[config.id] = config;
  sandbox.store.save();
  const shown = { id: config.id, auth_scheme: scheme, is_composio_managed: managed, restrict_to_following_tools: [] };
  return json({ toolkit: { slug: app.toolkit }, auth_config: shown }, 201);
}

export function getAuthConfig(call: Call): Response {
  const config = find(call);
  return config ? json(present(call.sandbox, config)) : notFound();
}

export function changeAuthConfig(call: Call): Response {
  const config = find(call);
  if (!config) return notFound();
  const { body, sandbox } = call;
  const access = objectIn(body.tool_access_config);
  config.name = textIn(body.name) ?? config.name;
  if (isObject(body.credentials)) config.credentials = { ...config.credentials, ...body.credentials };
  if (access.tools_available_for_execution) config.toolsForExecution = textsIn(access.tools_available_for_execution);
  if (access.tools_for_connected_account_creation)
    config.toolsForConnection = textsIn(access.tools_for_connected_account_creation);
  config.updatedAt = new Date().toISOString();
  sandbox.store.save();
  return json({ status: 'success' });
}

export function switchAuthConfig(call: Call): Response {
  const config = find(call);
  if (!config) return notFound();
  config.disabled = call.params.status === 'DISABLED';
  config.updatedAt = new Date().toISOString();
  call.sandbox.store.save();
  return json({ status: 'success' });
}

/** Its accounts go with it. */
export function deleteAuthConfig(call: Call): Response {
  const config = find(call);
  if (!config) return notFound();
  const { authConfigs, accounts } = call.sandbox.store.state.composio;
  delete authConfigs[config.id];
  for (const account of Object.values(accounts)) {
    if (account.authConfigId === config.id) removeAccount(call.sandbox, account);
  }
  call.sandbox.store.save();
  return json(call.query.get('revoke_on_delete') === 'true' ? { revoke_job_id: newUuid() } : {});
}

function find({ sandbox, params }: Call): AuthConfig | undefined {
  return sandbox.store.state.composio.authConfigs[params.id ?? ''];
}

function notFound(): Response {
  return refuse(404, { message: 'Auth config not found', slug: 'AuthConfig_NotFound' });
}

function present(sandbox: Sandbox, config: AuthConfig) {
  const app = sandbox.catalogue.toolkit(config.toolkit);
  const accounts = Object.values(sandbox.store.state.composio.accounts);
  return {
    id: config.id,
    uuid: config.uuid,
    type: config.managed ? 'default' : 'custom',
    toolkit: { slug: config.toolkit, logo: app ? logoOf(sandbox, app) : '', auth_guide_url: null, auth_hint_url: null },
    name: config.name,
    auth_scheme: config.scheme,
    is_composio_managed: config.managed,
    credentials: Object.fromEntries(Object.entries(config.credentials).map(([name, value]) => [name, masked(value)])),
    proxy_config: null,
    status: config.disabled ? 'DISABLED' : 'ENABLED',
    no_of_connections: accounts.filter((account) => account.authConfigId === config.id).length,
    expected_input_fields: [],
    tool_access_config: {
      tools_for_connected_account_creation: config.toolsForConnection,
      tools_available_for_execution: config.toolsForExecution,
    },
    restrict_to_following_tools: config.toolsForExecution,
    is_enabled_for_tool_router: config.forToolRouter,
    created_by: 'sandbox',
    created_at: config.createdAt,
    last_updated_at: config.updatedAt,
  };
}

export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value.length > 4 ? `${value.slice(0, 4)}...` : 'REDACTED';
}
