import * as z from 'zod';
import { AppSlug, AuthType, ProviderId } from './app';
import { Demo } from './demo';
import { JsonObject } from './json';
import { ConnectionStatus } from './profile';

export const McpDiscovery = z.object({
  app_slug: AppSlug.optional(),
  oauth_app_id: z.string().max(100).optional(),
  profile_id: z.uuid().optional(),
});
export type McpDiscovery = z.infer<typeof McpDiscovery>;

export const McpTool = z.object({
  name: z.string(),
  description: z.string(),
  input_schema: JsonObject,
  qualified_name: z.string(),
});
export type McpTool = z.infer<typeof McpTool>;

/** One app of one account as an MCP server. Never a credential: `url` is ours and asks for a key of its own. */
export const McpServer = z
  .object({
    name: z.string(),
    qualified_name: z.string(),
    url: z.string(),
    app_slug: z.string(),
    oauth_app_id: z.string().nullable(),
    profile_id: z.uuid().nullable(),
    tools: z.array(McpTool),
    status: ConnectionStatus,
    demo: Demo,
    metadata: z.object({
      app_name: z.string(),
      project_id: z.string().nullable(),
      environment: z.string().nullable(),
      external_user_id: z.string(),
      auth_type: AuthType,
      provider: ProviderId,
    }),
  })
  .meta({ id: 'McpServer' });
export type McpServer = z.infer<typeof McpServer>;

export const McpServerList = z
  .object({ success: z.literal(true), mcp_servers: z.array(McpServer), count: z.number().int() })
  .meta({ id: 'McpServerList' });
export type McpServerList = z.infer<typeof McpServerList>;

export const McpConnect = McpDiscovery.extend({ app_slug: AppSlug });
export type McpConnect = z.infer<typeof McpConnect>;

export const McpConnected = z
  .object({ success: z.literal(true), mcp_server: McpServer, tools_count: z.number().int() })
  .meta({ id: 'McpConnected' });
export type McpConnected = z.infer<typeof McpConnected>;
