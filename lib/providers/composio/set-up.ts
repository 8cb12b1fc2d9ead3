import type { PreparedApp, ProviderSetUp } from '../provider';
import { slugOf } from '../upstream/ids';
import type { AuthConfig, AuthConfigs } from './auth-configs';
import { authConfigIdOf } from './ids';
import type { McpServerRecords } from './mcp-servers';
import { type ComposioSettings, namedAuthConfig } from './settings';

type Context = { settings: ComposioSettings; authConfigs: AuthConfigs; records: McpServerRecords };

/** What an app needs at the service before anybody connects it. Run again, it finds what it made. */
export function setUp({ settings, authConfigs, records }: Context): ProviderSetUp {
  return {
    async prepareApp({ app, authConfigId, signal }): Promise<PreparedApp> {
      const toolkit = slugOf(app.slug);
      const named = authConfigId ?? namedAuthConfig(settings, toolkit);
      const { authConfig, created } = named
        ? { authConfig: await authConfigs.get(authConfigIdOf(named), signal), created: false }
        : await authConfigs.ensure(toolkit, signal);
      const { server, created: serverCreated } = await records.ensure(toolkit, authConfig.id, signal);
      return {
        authConfig: {
          upstreamId: authConfig.id,
          displayName: authConfig.name ?? toolkit,
          requiredScopes: scopesOf(authConfig),
          allowedTools: authConfig.tool_access_config?.tools_available_for_execution ?? [],
          created,
        },
        mcpServer: { upstreamId: server.id, name: server.name, url: server.mcp_url, created: serverCreated },
      };
    },
  };
}

/** A list, or one text with commas or spaces, depending on who wrote it. */
function scopesOf({ credentials }: AuthConfig): string[] {
  const scopes = credentials?.scopes;
  if (Array.isArray(scopes)) return scopes.filter((scope) => typeof scope === 'string');
  return typeof scopes === 'string' ? scopes.split(/[\s,]+/).filter(Boolean) : [];
}
