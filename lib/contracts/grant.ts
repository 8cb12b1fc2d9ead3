import * as z from 'zod';
import { AppSlug } from './app';
import { JsonObject } from './json';

/** What a tool is called at. Wider than what we hand out: providers have names of their own. */
const ToolName = z.string().min(1).max(200);

/** A tool under an agent's own name; arguments may be fixed, or filled in when the agent leaves them out. */
export const ToolAlias = z.union([
  ToolName,
  z.object({ tool: ToolName, fixed: JsonObject.default({}), defaults: JsonObject.default({}) }),
]);
export type ToolAlias = z.infer<typeof ToolAlias>;

/** What one version of an agent may use: an app or one profile of it, and which of its enabled tools. */
export const Grant = z
  .object({
    app_slug: AppSlug.optional(),
    profile_id: z.uuid().optional(),
    tools: z.union([z.array(ToolName).max(2000), z.literal('all_enabled')]).default('all_enabled'),
    aliases: z.record(z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/), ToolAlias).default({}),
    critical: z.boolean().default(false),
  })
  .refine(({ app_slug, profile_id }) => app_slug !== undefined || profile_id !== undefined, 'Name an app or a profile.')
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;
