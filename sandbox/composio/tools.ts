import type { Found } from '../apps/catalogue';
import type { Action, App } from '../apps/define';
import { fieldSchema } from '../apps/field';
import { isRead } from '../apps/run';
import { type Call, json } from '../http';
import type { Sandbox } from '../sandbox';
import { listIn, page, refuse } from './reply';
import { logoOf } from './toolkit';
import { versionsOf } from './version';

export const slugOf = (app: App, action: Action) => `${app.toolkit.toUpperCase()}_${action.slug}`;

export function listTools({ sandbox, query }: Call): Response {
  const words = (query.get('query') ?? query.get('search') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const tags = listIn(query, 'tags', 'tags[]');
  const found = candidates(sandbox, query)
    .filter(({ action }) => query.get('important') !== 'true' || action.important)
    .filter(({ action }) => tags.every((tag) => tagsOf(action).includes(tag)))
    .filter(({ app, action }) => {
      const text = `${slugOf(app, action)} ${action.title} ${action.description}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  return json(page(found, query, ({ app, action }) => presentTool(sandbox, app, action)));
}

export function getTool({ sandbox, params, query }: Call): Response {
  const found = sandbox.catalogue.bySlug(params.slug ?? '');
  const version = query.get('version') ?? query.get('toolkit_versions') ?? 'latest';
  if (!found || !knowsVersion(found.action, version)) return toolNotFound(params.slug ?? '');
  return json(presentTool(sandbox, found.app, found.action));
}

export function listToolNames({ sandbox }: Call): Response {
  const { catalogue } = sandbox;
  return json(catalogue.apps.flatMap((app) => catalogue.actions(app).map((action) => slugOf(app, action))));
}

export function toolNotFound(slug: string): Response {
  return refuse(404, { message: `Tool ${slug} not found`, code: 2301, slug: 'Tool_ToolNotFound' });
}

export function knowsVersion(action: Action, version: string): boolean {
  return version === 'latest' || versionsOf(action).includes(version);
}

function candidates({ catalogue, store }: Sandbox, query: URLSearchParams): Found[] {
  const slugs = listIn(query, 'tool_slugs');
  if (slugs.length > 0) return slugs.map((slug) => catalogue.bySlug(slug)).filter((found) => found !== null);
  const configs = listIn(query, 'auth_config_ids').map((id) => store.state.composio.authConfigs[id]?.toolkit ?? '');
  const toolkits = [...listIn(query, 'toolkit_slug'), ...configs];
  const apps = toolkits.length > 0 ? toolkits.map((slug) => catalogue.toolkit(slug)) : catalogue.apps;
  return apps.flatMap((app) => (app ? catalogue.actions(app).map((action) => ({ app, action })) : []));
}

export function presentTool(sandbox: Sandbox, app: App, action: Action) {
  const versions = versionsOf(action);
  const version = versions[0] ?? '';
  return {
    slug: slugOf(app, action),
    name: action.title,
    description: action.description,
    human_description: action.description,
    toolkit: { slug: app.toolkit, name: app.name, logo: logoOf(sandbox, app) },
    input_parameters: inputSchema(action),
    output_parameters: OUTPUT_SCHEMA,
    no_auth: app.auth === 'none',
    version,
    available_versions: versions,
    scopes: app.scopes,
    scope_requirements: null,
    tags: tagsOf(action),
    is_deprecated: false,
    deprecated: {
      available_versions: versions,
      displayName: action.title,
      is_deprecated: false,
      toolkit: { logo: logoOf(sandbox, app) },
      version,
    },
  };
}

export function inputSchema({ fields, title }: Action) {
  const entries = Object.entries(fields);
  return {
    type: 'object' as const,
    title: `${title.replaceAll(' ', '')}Request`,
    properties: Object.fromEntries(entries.map(([name, field]) => [name, { title: name, ...fieldSchema(field) }])),
    required: entries.filter(([, field]) => field.required).map(([name]) => name),
  };
}

const OUTPUT_SCHEMA = {
  type: 'object',
  title: 'Response',
  properties: {
    data: { type: 'object', title: 'Data', description: 'What the tool found or did.', additionalProperties: true },
    error: { type: 'string', title: 'Error', description: 'What went wrong, if anything.', nullable: true },
    successful: { type: 'boolean', title: 'Successful', description: 'Whether it worked.' },
  },
  required: ['data', 'successful'],
};

/** The hints travel as tags here. */
function tagsOf(action: Action): string[] {
  return [
    ...(action.important ? ['important'] : []),
    ...(isRead(action) ? ['readOnlyHint'] : []),
    ...(action.destructive ? ['destructiveHint'] : []),
    ...(isRead(action) || action.verb === 'update' || action.verb === 'delete' ? ['idempotentHint'] : []),
    'openWorldHint',
  ];
}
