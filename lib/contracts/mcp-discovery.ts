import * as z from 'zod';
import { AppName, AppSlug, AppSlugText, AuthType, ProviderId } from './app';
import { Demo } from './demo';
import { ExternalUserId, OauthAppId, ProfileId } from './ids';
import { ConnectionStatus } from './profile';
import { InputSchema, ToolDescription, ToolName } from './tool';

export const McpDiscovery = z
  .object({
    app_slug: AppSlug.optional().describe('Only this app.'),
    oauth_app_id: OauthAppId.max(100).optional(),
    profile_id: ProfileId.optional().describe('Only this profile.'),
  })
  .meta({ examples: [{ app_slug: 'gmail' }] });
export type McpDiscovery = z.infer<typeof McpDiscovery>;

export const McpTool = z.object({
  name: ToolName,
  description: ToolDescription,
  input_schema: InputSchema,
  qualified_name: z
    .string()
    .meta({ description: 'The tool, with its server before it.', examples: ['pipedream:gmail:gmail-send-email'] }),
});
export type McpTool = z.infer<typeof McpTool>;

/** One app of one account as an MCP server. Never a credential: `url` is ours and asks for a key. */
export const McpServer = z
  .object({
    name: z.string().meta({ description: 'What people call it.', examples: ['Work Gmail'] }),
    qualified_name: z.string().meta({
      description: 'Its name: provider, app, and the OAuth client if it is your own.',
      examples: ['pipedream:gmail'],
    }),
    url: z.string().meta({
      description:
        'Our own MCP endpoint, which offers these tools beside those of the user’s other apps. It asks for a key, as ' +
        'every address of ours does, and a key that acts for any user names the user as `X-User-Id` or `user_id`.',
      examples: ['https://patchbay.example.com/mcp'],
    }),
    app_slug: AppSlugText,
    oauth_app_id: OauthAppId.nullable().meta({ examples: [null] }),
    profile_id: ProfileId.nullable(),
    tools: z.array(McpTool).describe('Its tools that are switched on.'),
    status: ConnectionStatus,
    demo: Demo,
    metadata: z
      .object({
        app_name: AppName,
        project_id: z
          .string()
          .nullable()
          .meta({ description: 'The project at the provider.', examples: ['proj_1a2b3c'] }),
        environment: z
          .string()
          .nullable()
          .meta({ description: 'The environment of that project.', examples: ['production'] }),
        external_user_id: ExternalUserId,
        auth_type: AuthType,
        provider: ProviderId,
      })
      .describe('Where it comes from.'),
  })
  .meta({ id: 'McpServer' });
export type McpServer = z.infer<typeof McpServer>;

export const McpServerList = z
  .object({
    success: z.literal(true).describe('Always true; a failure is an error.'),
    mcp_servers: z.array(McpServer).describe('One for each app or account that is connected.'),
    count: z
      .number()
      .int()
      .meta({ description: 'How many there are.', examples: [1] }),
  })
  .meta({ id: 'McpServerList' });
export type McpServerList = z.infer<typeof McpServerList>;

export const McpConnect = McpDiscovery.extend({ app_slug: AppSlug }).meta({ examples: [{ app_slug: 'gmail' }] });
export type McpConnect = z.infer<typeof McpConnect>;

export const McpConnected = z
  .object({
    success: z.literal(true).describe('Always true; a failure is an error.'),
    mcp_server: McpServer.describe('The app as an MCP server.'),
    tools_count: z
      .number()
      .int()
      .meta({ description: 'How many of its tools are switched on.', examples: [8] }),
  })
  .meta({ id: 'McpConnected' });
export type McpConnected = z.infer<typeof McpConnected>;
