import * as z from 'zod';
import { Demo } from './demo';
import { PageQuery } from './paging';
import { ToolDefinition } from './tool';

/** Which providers there are is the registry's business; here only the form of their names. */
export const ProviderId = z.string().regex(/^[a-z][a-z0-9_]{1,31}$/);
export type ProviderId = z.infer<typeof ProviderId>;

export const AppSlug = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,99}$/i, 'not the name of an app');

export const AuthType = z.enum(['oauth', 'keys', 'none', 'form']);
export type AuthType = z.infer<typeof AuthType>;

export const App = z
  .object({
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    icon_url: z.string().nullable(),
    auth_type: AuthType,
    categories: z.array(z.string()),
    is_verified: z.boolean(),
    demo: Demo,
  })
  .meta({ id: 'App' });
export type App = z.infer<typeof App>;

export const AppQuery = PageQuery.extend({
  q: z.string().trim().max(200).default(''),
  category: z.string().max(100).optional(),
  provider: ProviderId.optional(),
});
export type AppQuery = z.infer<typeof AppQuery>;

export const AppDetails = App.extend({ provider: ProviderId, tools: z.array(ToolDefinition) }).meta({
  id: 'AppDetails',
});
export type AppDetails = z.infer<typeof AppDetails>;
