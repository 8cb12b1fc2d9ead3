import * as z from 'zod';
import { Demo } from './demo';
import { PageQuery } from './paging';
import { ToolDefinition } from './tool';

/** Which providers there are is the registry's business; here only the form of their names. */
export const ProviderId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,31}$/)
  .meta({ description: 'The provider: `pipedream`, `composio` or `database`.', examples: ['pipedream'] });
export type ProviderId = z.infer<typeof ProviderId>;

export const AppSlug = z
  .string()
  .regex(/^\w[\w.-]{0,99}$/, 'not the name of an app')
  .meta({ description: 'The app, by its short name.', examples: ['gmail'] });
/** The same in an answer, where it is not checked again. */
export const AppSlugText = z.string().meta({ description: 'The app, by its short name.', examples: ['gmail'] });
export const AppName = z.string().meta({ description: 'What people call the app.', examples: ['Gmail'] });
export const IconUrl = z
  .string()
  .nullable()
  .meta({ description: 'A picture of the app.', examples: ['https://assets.pipedream.net/s.v0/app_OkrhR1/logo/orig'] });

export const AuthType = z.enum(['oauth', 'keys', 'none', 'form']).meta({
  description:
    'How a user connects the app: a consent page (`oauth`), keys of their own (`keys`), a form (`form`) or nothing (`none`).',
});
export type AuthType = z.infer<typeof AuthType>;

export const Categories = z
  .array(z.string())
  .meta({ description: 'What the app is for, in the words of its provider.', examples: [['Communication']] });

export const App = z
  .object({
    slug: AppSlugText,
    name: AppName,
    description: z.string().meta({
      description: 'What the app does, in the words of its provider.',
      examples: ['Gmail offers private and secure email by Google at no cost.'],
    }),
    icon_url: IconUrl,
    auth_type: AuthType,
    categories: Categories,
    is_verified: z.boolean().describe('Whether the provider vouches for the app.'),
    demo: Demo,
  })
  .meta({ id: 'App' });
export type App = z.infer<typeof App>;

export const AppSearch = z
  .string()
  .trim()
  .max(200)
  .default('')
  .meta({ description: 'Words in the name or description of the app.', examples: ['mail'] });
export const CategoryName = z
  .string()
  .max(100)
  .meta({ description: 'Only apps of this category.', examples: ['Communication'] });

export const AppQuery = PageQuery.extend({
  q: AppSearch,
  category: CategoryName.optional(),
  provider: ProviderId.optional(),
});
export type AppQuery = z.infer<typeof AppQuery>;

export const AppDetails = App.extend({
  provider: ProviderId,
  tools: z.array(ToolDefinition).describe('What the app can do.'),
}).meta({ id: 'AppDetails' });
export type AppDetails = z.infer<typeof AppDetails>;
