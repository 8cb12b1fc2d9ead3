import MiniSearch from 'minisearch';
import type { Offer, Toolbox } from '@/lib/calls/toolbox';
import type { JsonObject } from '@/lib/contracts/json';
import { plainName } from '@/lib/domain/catalogue/plain-name';
import { meaningOf } from './words';

type Entry = { id: string; name: string; app: string; title: string; description: string; parameters: string };

type Index = { index: MiniSearch<Entry>; offers: ReadonlyMap<string, Offer> };

const indexes = new WeakMap<Toolbox, Index>();

/** The tools that a question most likely means, best first: by name above all, then by description and parameters. */
export function rankTools(toolbox: Toolbox, query: string, app?: string): Offer[] {
  const { index, offers } = indexOf(toolbox);
  const isOf = (name: string) =>
    app === undefined || plainName(offers.get(name)?.profile.appSlug ?? '') === plainName(app);
  return index
    .search(query, { filter: ({ id }) => isOf(String(id)) })
    .flatMap(({ id }) => offers.get(String(id)) ?? []);
}

/** Made on the first question and kept for as long as the toolbox is current. */
function indexOf(toolbox: Toolbox): Index {
  const known = indexes.get(toolbox);
  if (known) return known;
  const index = new MiniSearch<Entry>({
    fields: ['name', 'app', 'title', 'description', 'parameters'],
    tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean),
    processTerm: meaningOf,
    searchOptions: {
      boost: { name: 4, title: 3, app: 3, description: 1.5, parameters: 0.4 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      weights: { fuzzy: 0.2, prefix: 0.4 },
      combineWith: 'OR',
    },
  });
  index.addAll(toolbox.offered.map(toEntry));
  const made = { index, offers: new Map(toolbox.offered.map((offer) => [offer.name, offer])) };
  indexes.set(toolbox, made);
  return made;
}

function toEntry({ name, profile, definition }: Offer): Entry {
  return {
    id: name,
    name,
    app: `${profile.appSlug} ${profile.appName} ${profile.profileName}`,
    title: definition.title ?? '',
    description: definition.description,
    parameters: parametersOf(definition.input_schema),
  };
}

function parametersOf({ properties }: JsonObject): string {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return '';
  return Object.entries(properties)
    .map(([name, schema]) => `${name} ${textIn(schema)}`)
    .join(' ');
}

function textIn(schema: unknown): string {
  const isText = typeof schema === 'object' && schema !== null && 'description' in schema;
  return isText && typeof schema.description === 'string' ? schema.description : '';
}
