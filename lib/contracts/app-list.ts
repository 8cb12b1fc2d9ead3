import * as z from 'zod';
import { App, AppDetails, AppQuery, ProviderId } from './app';
import { NextCursor } from './paging';
import { Syncing } from './syncing';

/** An app as the registry shows it: by which provider, and what this account already has of it. */
export const AppCard = App.extend({
  provider: ProviderId,
  /** Profiles of this account whose grant works. */
  connected: z.boolean(),
}).meta({ id: 'AppCard' });
export type AppCard = z.infer<typeof AppCard>;

export const AppCardPage = NextCursor.extend({ apps: z.array(AppCard), syncing: Syncing }).meta({ id: 'AppCardPage' });
export type AppCardPage = z.infer<typeof AppCardPage>;

/** As the callers of the providers' own endpoints know it. */
export const AppPage = NextCursor.extend({ apps: z.array(App), syncing: Syncing }).meta({ id: 'AppPage' });
export type AppPage = z.infer<typeof AppPage>;

export const AppList = z.object({ apps: z.array(App) }).meta({ id: 'AppList' });
export type AppList = z.infer<typeof AppList>;

export const PopularQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) });

export const AppCardDetails = AppDetails.extend({
  connected: z.boolean(),
  tools_discovered_at: z.iso.datetime().nullable(),
}).meta({ id: 'AppCardDetails' });
export type AppCardDetails = z.infer<typeof AppCardDetails>;

export const AppParams = z.object({ provider: ProviderId, slug: z.string().min(1).max(100) });

export const Category = z.object({ name: z.string(), count: z.number().int() }).meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;

export const CategoryList = z.object({ categories: z.array(Category) }).meta({ id: 'CategoryList' });
export type CategoryList = z.infer<typeof CategoryList>;

export const CategoryQuery = z.object({ provider: ProviderId.optional() });

/** How far the catalogue of a provider was read. */
export const CatalogueSync = z
  .object({
    provider: ProviderId,
    state: z.enum(['never', 'running', 'done', 'failed']),
    /** Whether it was ever read to its end; if not, what is found of it is not all there is. */
    complete: z.boolean(),
    seen: z.number().int(),
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'CatalogueSync' });
export type CatalogueSync = z.infer<typeof CatalogueSync>;

/** With whether the provider has been set up, and is on for this workspace: what is off can be read about, and not be searched. */
export const ProviderCatalogue = CatalogueSync.extend({ enabled: z.boolean(), set_up: z.boolean() }).meta({
  id: 'ProviderCatalogue',
});
export type ProviderCatalogue = z.infer<typeof ProviderCatalogue>;

export const CatalogueSyncList = z.object({ syncs: z.array(ProviderCatalogue) }).meta({ id: 'CatalogueSyncList' });

/** A provider in the path narrows the search to it. */
export const ProviderAppQuery = AppQuery.omit({ provider: true });
