import type { JsonObject } from '../json';
import { type Fields, parseFields } from './field';
import { sampleRows } from './sample';

export type Verb = 'list' | 'get' | 'create' | 'send' | 'update' | 'delete' | 'whoami';

export type Resource = { name: string; plural: string; fields: Fields; rows: JsonObject[] };

/** One thing an app can do. `key` is its name at Pipedream, `slug` the tail of its name at Composio. */
export type Action = {
  key: string;
  slug: string;
  title: string;
  description: string;
  verb: Verb;
  resource: string;
  fields: Fields;
  /** What the action itself changes in the row, beside what the caller gave. */
  set: JsonObject;
  destructive: boolean;
  important: boolean;
  /** Grows with every change of the definition; both providers make their version from it. */
  revision: number;
};

export type App = {
  slug: string;
  toolkit: string;
  name: string;
  description: string;
  color: string;
  domain: string;
  category: string;
  auth: 'oauth' | 'keys' | 'none';
  scopes: string[];
  weight: number;
  /** What Pipedream calls the app's own prop; it is not always the slug. */
  prop: string;
  resources: Record<string, Resource>;
  actions: Action[];
};

type ActionExtra = { fields?: Record<string, string>; set?: JsonObject; destructive?: boolean };
export type ActionSource = [slug: string, verb: Verb, resource: string, description: string, extra?: ActionExtra];

export type AppSource = {
  slug: string;
  toolkit?: string;
  name: string;
  description: string;
  color: string;
  domain: string;
  category: string;
  auth?: App['auth'];
  scopes?: string[];
  weight?: number;
  prop?: string;
  resources: Record<string, { fields: Record<string, string>; plural?: string; rows?: JsonObject[] }>;
  actions: Record<string, ActionSource>;
};

/** Every app is described once, here; the shapes of both providers are derived from it. */
export function defineApp(source: AppSource): App {
  const resources = Object.fromEntries(
    Object.entries(source.resources).map(([name, { fields, plural, rows }]) => {
      const parsed = parseFields(fields);
      return [name, { name, plural: plural ?? pluralOf(name), fields: parsed, rows: rows ?? sampleRows(name, parsed) }];
    }),
  );
  return {
    slug: source.slug,
    toolkit: source.toolkit ?? source.slug.replaceAll('_', ''),
    name: source.name,
    description: source.description,
    color: source.color,
    domain: source.domain,
    category: source.category,
    auth: source.auth ?? 'oauth',
    scopes: source.scopes ?? [],
    weight: source.weight ?? 100,
    prop: source.prop ?? camelCase(source.slug),
    resources,
    actions: Object.entries(source.actions).map((entry, index) => defineAction(resources, entry, index)),
  };
}

function defineAction(resources: App['resources'], [key, source]: [string, ActionSource], index: number): Action {
  const [slug, verb, resourceName, description, extra = {}] = source;
  const resource = resources[resourceName];
  if (!resource) throw new Error(`"${key}" acts on "${resourceName}", which is not described.`);
  return {
    key,
    slug,
    title: titleOf(key),
    description,
    verb,
    resource: resourceName,
    fields: extra.fields ? parseFields(extra.fields) : fieldsFor(verb, resource),
    set: extra.set ?? {},
    destructive: extra.destructive ?? verb === 'delete',
    important: index < 4,
    revision: 0,
  };
}

function fieldsFor(verb: Verb, { name, plural, fields }: Resource): Fields {
  const label = name.replaceAll('_', ' ');
  const id = { [`${name}_id`]: `string@${name}! The id of the ${label}.` };
  const all = Object.entries(fields);
  if (verb === 'whoami') return {};
  if (verb === 'create' || verb === 'send') return fields;
  if (verb === 'get' || verb === 'delete') return parseFields(id);
  if (verb === 'update') {
    return {
      ...parseFields(id),
      ...Object.fromEntries(all.map(([key, field]) => [key, { ...field, required: false }])),
    };
  }
  return parseFields({
    query: `string Only ${plural.replaceAll('_', ' ')} that contain this text.`,
    limit: 'integer The most results to return (default 25).',
  });
}

export function camelCase(snake: string): string {
  return snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function titleOf(key: string): string {
  return key.replace(/(^|-)([a-z0-9])/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());
}

function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
