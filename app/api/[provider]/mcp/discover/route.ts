import { McpDiscovery, McpServerList } from '@/lib/contracts/mcp-discovery';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { discoverMcpServers } from '@/lib/domain/gateway/discover-mcp';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'required' },
    params: ProviderParams,
    body: McpDiscovery,
    output: McpServerList,
    carriesSuccess: true,
    audit: null,
    summary: 'The MCP servers a user could use at this provider',
    tag: 'Providers',
  },
  async ({ principal, params, body }) => {
    const servers = await discoverMcpServers(principal, params.provider, body);
    return { success: true as const, mcp_servers: servers, count: servers.length };
  },
);
