import type { App } from '../apps/define';
import { type Call, json } from '../http';
import { stableId } from '../ids';
import type { Sandbox } from '../sandbox';
import { page, refuse } from './reply';
import { schemeOf } from './scheme';
import { LATEST_VERSION, VERSIONS } from './version';

const CREATED_AT = '2025-02-03T10:00:00.000Z';
const UPDATED_AT = '2026-10-01T00:00:00.000Z';

export function listToolkits({ sandbox, query }: Call): Response {
  const search = (query.get('search') ?? '').toLowerCase();
  if (search && search.length < 3) return refuse(400, { message: 'search must contain at least 3 characters' });
  const category = query.get('category');
  const found = sandbox.catalogue.apps
    .filter((app) => !search || `${app.name} ${app.toolkit}`.toLowerCase().includes(search))
    .filter((app) => !category || categoryId(app.category) === category.toLowerCase())
    .filter((app) => query.get('managed_by') !== 'composio' || app.auth === 'oauth')
    .filter(() => query.get('managed_by') !== 'project' && query.get('type') !== 'custom');
  const inOrder =
    query.get('sort_by') === 'alphabetically' ? [...found].sort((a, b) => a.name.localeCompare(b.name)) : found;
  return json(page(inOrder, query, (app) => presentItem(sandbox, app)));
}

export function listCategories({ sandbox, query }: Call): Response {
  return json(page(sandbox.catalogue.categories, query, presentCategory));
}

export function getToolkit({ sandbox, params }: Call): Response {
  const app = sandbox.catalogue.toolkit(params.slug ?? '');
  if (!app) return refuse(404, { message: `Toolkit ${params.slug} not found`, slug: 'Toolkit_NotFound' });
  const { categories: _categories, ...meta } = presentMeta(sandbox, app);
  return json({
    slug: app.toolkit,
    name: app.name,
    type: 'native',
    enabled: true,
    is_local_toolkit: false,
    deprecated: { toolkitId: stableId('', app.toolkit, 12), rawProxyInfoByAuthSchemes: [] },
    composio_managed_auth_schemes: managedSchemes(sandbox, app),
    composio_managed_auth: managedSchemes(sandbox, app).map((mode) => ({ mode, scopes: { available: app.scopes } })),
    auth_guide_url: null,
    base_url: `https://${app.domain}`,
    meta: {
      ...meta,
      categories: [{ name: app.category, slug: categoryId(app.category) }],
      available_versions: VERSIONS,
    },
    auth_config_details: app.auth === 'none' ? [] : [presentAuth(app)],
  });
}

export function logoOf(sandbox: Sandbox, app: App): string {
  return `${sandbox.publicUrl}/icons/${app.slug}.svg`;
}

function presentItem(sandbox: Sandbox, app: App) {
  return {
    slug: app.toolkit,
    name: app.name,
    type: 'native',
    auth_schemes: [schemeOf(app)],
    composio_managed_auth_schemes: managedSchemes(sandbox, app),
    is_local_toolkit: false,
    no_auth: app.auth === 'none',
    auth_guide_url: null,
    deprecated: { toolkitId: stableId('', app.toolkit, 12) },
    meta: presentMeta(sandbox, app),
  };
}

function presentMeta(sandbox: Sandbox, app: App) {
  return {
    created_at: CREATED_AT,
    updated_at: UPDATED_AT,
    description: app.description,
    logo: logoOf(sandbox, app),
    app_url: null,
    categories: [presentCategory(app.category)],
    triggers_count: 0,
    tools_count: sandbox.catalogue.actions(app).length,
    version: LATEST_VERSION,
  };
}

/** What an admin fills in once, and what each person fills in: forms are drawn from this. */
function presentAuth(app: App) {
  const isOAuth = app.auth === 'oauth';
  return {
    name: `${app.toolkit}_${schemeOf(app).toLowerCase()}`,
    mode: schemeOf(app),
    auth_hint_url: null,
    proxy: { base_url: `https://${app.domain}` },
    fields: {
      auth_config_creation: { required: isOAuth ? CLIENT_FIELDS : [], optional: isOAuth ? [scopesField(app)] : [] },
      connected_account_initiation: { required: isOAuth ? [] : [KEY_FIELD], optional: [] },
    },
  };
}

const CLIENT_FIELDS = [
  field('client_id', 'Client id', 'The id of your own OAuth client.', false),
  field('client_secret', 'Client secret', 'Its secret.', true),
];
const KEY_FIELD = field('generic_api_key', 'API Key', 'The key from the settings of your account.', true);

function field(name: string, displayName: string, description: string, isSecret: boolean) {
  return { name, displayName, type: 'string', description, required: true, is_secret: isSecret };
}

function scopesField(app: App) {
  const base = field('scopes', 'Scopes', 'What to ask for.', false);
  return { ...base, required: false, default: app.scopes.join(',') };
}

/** The ways to sign in for which Composio has an OAuth client of its own. */
export function managedSchemes({ settings }: Sandbox, app: App): string[] {
  return app.auth === 'oauth' && !settings.unmanagedApps.includes(app.slug) ? ['OAUTH2'] : [];
}

function presentCategory(name: string) {
  return { id: categoryId(name), name };
}

function categoryId(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
