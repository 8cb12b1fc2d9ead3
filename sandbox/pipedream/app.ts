import type { App } from '../apps/define';
import { type Call, json } from '../http';
import { stableId } from '../ids';
import type { Sandbox } from '../sandbox';
import { page, pagingOf, refuse } from './reply';

const AUTH_TYPES: Record<App['auth'], string | null> = { oauth: 'oauth', keys: 'keys', none: null };

export function listApps({ sandbox, query }: Call): Response {
  const wanted = (query.get('q') ?? '').toLowerCase();
  const categories = query.getAll('category_ids').map((id) => categoryNamed(sandbox, id));
  const found = sandbox.catalogue.apps
    .filter((app) => !wanted || `${app.name} ${app.slug}`.toLowerCase().includes(wanted))
    .filter((app) => categories.length === 0 || categories.includes(app.category))
    .filter(() => query.get('has_triggers') !== 'true');
  const { data, page_info } = page(sorted(found, query), (app) => app.slug, pagingOf(query));
  return json({ data: data.map((app) => presentApp(sandbox, app)), page_info });
}

export function getApp({ sandbox, params }: Call): Response {
  const app = sandbox.catalogue.apps.find(({ slug }) => slug === params.app || appId(slug) === params.app);
  return app ? json({ data: presentApp(sandbox, app) }) : refuse(404);
}

/** Not in an envelope, unlike everything else. */
export function listCategories({ sandbox }: Call): Response {
  return json(sandbox.catalogue.categories.map(presentCategory));
}

export function getCategory({ sandbox, params }: Call): Response {
  const name = sandbox.catalogue.categories.find((category) => categoryId(category) === params.id);
  return name ? json(presentCategory(name)) : refuse(404);
}

export function presentApp(sandbox: Sandbox, app: App) {
  return {
    id: appId(app.slug),
    name_slug: app.slug,
    name: app.name,
    auth_type: AUTH_TYPES[app.auth],
    description: app.description,
    img_src: `${sandbox.publicUrl}/icons/${app.slug}.svg`,
    custom_fields_json: app.auth === 'keys' ? '[{"name":"api_key","label":"API Key","type":"password"}]' : '[]',
    categories: [app.category],
    featured_weight: app.weight,
    scope_profiles: app.scopes.length > 0 ? [{ name: 'read_write', scopes: app.scopes }] : [],
    connect: { proxy_enabled: false, allowed_domains: [app.domain], base_proxy_target_url: `https://${app.domain}` },
  };
}

function presentCategory(name: string) {
  return { id: categoryId(name), name, description: `Apps for ${name.toLowerCase()}.` };
}

export const appId = (slug: string) => stableId('app_', slug, 6);
const categoryId = (name: string) => stableId('appcat_', name, 6);

function categoryNamed(sandbox: Sandbox, id: string): string | undefined {
  return sandbox.catalogue.categories.find((category) => categoryId(category) === id);
}

function sorted(apps: App[], query: URLSearchParams): App[] {
  const key = query.get('sort_key') ?? 'featured_weight';
  const direction = (query.get('sort_direction') ?? (key === 'featured_weight' ? 'desc' : 'asc')) === 'desc' ? -1 : 1;
  const value = (app: App) => (key === 'name' ? app.name.toLowerCase() : key === 'name_slug' ? app.slug : app.weight);
  return [...apps].sort((left, right) => {
    const [a, b] = [value(left), value(right)];
    return a === b ? 0 : a < b ? -direction : direction;
  });
}
