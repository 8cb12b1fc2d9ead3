import type { Action, App } from './define';
import { KNOWN_APPS } from './known';
import { synthesizeApps } from './synthetic';

export type ToolChange = { app: string; key: string; remove?: boolean } & Partial<
  Pick<Action, 'slug' | 'title' | 'description' | 'verb' | 'resource' | 'fields' | 'destructive'>
>;

export type Found = { app: App; action: Action };

export type Catalogue = {
  apps: App[];
  categories: string[];
  app(slug: string): App | null;
  toolkit(slug: string): App | null;
  /** By either provider's name for it. */
  named(name: string): App | null;
  actions(app: App): Action[];
  /** `slack-send-message`. Compared without case, as the real server does. */
  byKey(key: string): Found | null;
  /** `SLACK_SEND_MESSAGE`. */
  bySlug(slug: string): Found | null;
  change(change: ToolChange): void;
  restore(): void;
};

export const SYNTHETIC_SIZE = 3000;

export function openCatalogue(kind: 'known' | 'synthetic'): Catalogue {
  const apps = kind === 'known' ? KNOWN_APPS : [...KNOWN_APPS, ...synthesizeApps(SYNTHETIC_SIZE - KNOWN_APPS.length)];
  const bySlug = new Map(apps.map((app) => [app.slug, app]));
  const byToolkit = new Map(apps.map((app) => [app.toolkit, app]));
  const changed = new Map<string, Action[]>();
  const actions = (app: App) => changed.get(app.slug) ?? app.actions;
  const find = (app: App | undefined, fits: (action: Action) => boolean): Found | null => {
    const action = app && actions(app).find(fits);
    return app && action ? { app, action } : null;
  };

  return {
    apps,
    categories: [...new Set(apps.map((app) => app.category))].sort(),
    app: (slug) => bySlug.get(slug) ?? null,
    toolkit: (slug) => byToolkit.get(slug.toLowerCase()) ?? null,
    named: (name) => bySlug.get(name) ?? byToolkit.get(name.toLowerCase()) ?? null,
    actions,
    byKey(key) {
      const [slug = '', ...rest] = key.toLowerCase().split('-');
      return find(bySlug.get(slug), (action) => action.key === rest.join('-'));
    },
    bySlug(slug) {
      const parts = slug.split('_');
      for (let length = parts.length - 1; length > 0; length -= 1) {
        const app = byToolkit.get(parts.slice(0, length).join('_').toLowerCase());
        const found = find(app, (action) => action.slug === parts.slice(length).join('_'));
        if (found) return found;
      }
      return null;
    },
    change(change) {
      const app = bySlug.get(change.app);
      if (app) changed.set(app.slug, changedActions(actions(app), change));
    },
    restore: () => changed.clear(),
  };
}

function changedActions(actions: Action[], { app: _app, key, remove, ...fields }: ToolChange): Action[] {
  if (remove) return actions.filter((action) => action.key !== key);
  const known = actions.find((action) => action.key === key);
  const [first] = actions;
  const base = known ?? first;
  if (!base) return actions;
  const action = {
    ...base,
    ...(!known && { key, slug: key.replaceAll('-', '_').toUpperCase(), title: key, important: false, revision: -1 }),
    ...fields,
  };
  const next = { ...action, revision: action.revision + 1 };
  return known ? actions.map((candidate) => (candidate === known ? next : candidate)) : [...actions, next];
}
