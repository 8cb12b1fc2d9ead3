import * as z from 'zod';
import { App, AppDetails, AppQuery, AppSlugText, ProviderId } from './app';
import { NextCursor } from './paging';
import { Syncing } from './syncing';
import { time } from './time';

const Connected = z.boolean().describe('Whether this account has a profile of the app whose connection works.');

/** An app as the registry shows it: by which provider, and what this account already has of it. */
export const AppCard = App.extend({ provider: ProviderId, connected: Connected }).meta({ id: 'AppCard' });
export type AppCard = z.infer<typeof AppCard>;

export const AppCardPage = NextCursor.extend({
  apps: z.array(AppCard).describe('Apps that fit, the best match first.'),
  syncing: Syncing,
}).meta({ id: 'AppCardPage' });
export type AppCardPage = z.infer<typeof AppCardPage>;

/** As the callers of the providers' own endpoints know it. */
export const AppPage = NextCursor.extend({
  apps: z.array(App).describe('Apps that fit, the best match first.'),
  syncing: Syncing,
}).meta({ id: 'AppPage' });
export type AppPage = z.infer<typeof AppPage>;

export const AppList = z
  .object({ apps: z.array(App).describe('Apps of the provider, the most used first.') })
  .meta({ id: 'AppList' });
export type AppList = z.infer<typeof AppList>;

export const PopularQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: 'At most this many.', examples: [20] }),
});

export const AppCardDetails = AppDetails.extend({
  connected: Connected,
  tools_discovered_at: time('When the provider was last asked for the tools; null when it never was.').nullable(),
}).meta({ id: 'AppCardDetails' });
export type AppCardDetails = z.infer<typeof AppCardDetails>;

export const AppParams = z.object({ provider: ProviderId, slug: AppSlugText.min(1).max(100) });

export const Category = z
  .object({
    name: z.string().meta({ description: 'The category.', examples: ['Communication'] }),
    count: z
      .number()
      .int()
      .meta({ description: 'How many apps are in it.', examples: [214] }),
  })
  .meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;

export const CategoryList = z
  .object({ categories: z.array(Category).describe('Every category, the largest first.') })
  .meta({ id: 'CategoryList' });
export type CategoryList = z.infer<typeof CategoryList>;

export const CategoryQuery = z.object({ provider: ProviderId.optional() });

/** How far the catalogue of a provider was read. */
export const CatalogueSync = z
  .object({
    provider: ProviderId,
    state: z.enum(['never', 'running', 'done', 'failed']).describe('How the last sync stands.'),
    complete: z
      .boolean()
      .describe('Whether it was ever read to its end; if not, what is found of it is not all there is.'),
    seen: z
      .number()
      .int()
      .meta({ description: 'How many apps it has read.', examples: [2841] }),
    started_at: time('When the last sync began.', '2027-01-31T03:00:00.000Z').nullable(),
    finished_at: time('When it ended; null while it runs.', '2027-01-31T03:04:10.000Z').nullable(),
    failure: z
      .string()
      .nullable()
      .meta({ description: 'Why it failed.', examples: [null] }),
  })
  .meta({ id: 'CatalogueSync' });
export type CatalogueSync = z.infer<typeof CatalogueSync>;

/** With whether the provider has been set up, and is on for this workspace: what is off can be read about, and not be searched. */
export const ProviderCatalogue = CatalogueSync.extend({
  enabled: z.boolean().describe('Whether the provider is on for this workspace.'),
  set_up: z.boolean().describe('Whether it has credentials, or the sandbox stands in for it.'),
}).meta({
  id: 'ProviderCatalogue',
  examples: [
    {
      provider: 'pipedream',
      state: 'done',
      complete: true,
      seen: 2841,
      started_at: '2027-01-31T03:00:00.000Z',
      finished_at: '2027-01-31T03:04:10.000Z',
      failure: null,
      enabled: true,
      set_up: true,
    },
  ],
});
export type ProviderCatalogue = z.infer<typeof ProviderCatalogue>;

export const CatalogueSyncList = z
  .object({ syncs: z.array(ProviderCatalogue).describe('One for each provider.') })
  .meta({ id: 'CatalogueSyncList' });

/** A provider in the path narrows the search to it. */
export const ProviderAppQuery = AppQuery.omit({ provider: true });
