import { z } from 'zod';

export const ProviderId = z.enum(['pipedream', 'composio', 'database']);
export type ProviderId = z.infer<typeof ProviderId>;

/** The providers that authorise apps on their own pages; `/api/{provider}/…` serves these. */
export const OAuthProviderId = ProviderId.extract(['pipedream', 'composio']);
export type OAuthProviderId = z.infer<typeof OAuthProviderId>;

export const AuthType = z.enum(['oauth', 'keys', 'none', 'form']);
export type AuthType = z.infer<typeof AuthType>;

export const App = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  icon_url: z.string().nullable(),
  auth_type: AuthType,
  categories: z.array(z.string()),
  is_verified: z.boolean(),
});
export type App = z.infer<typeof App>;
