import { McpConnect, McpConnected } from '@/lib/contracts/mcp-discovery';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { connectMcpServer } from '@/lib/domain/gateway/discover-mcp';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'tools:read', account: 'required' },
    params: ProviderParams,
    body: McpConnect,
    output: McpConnected,
    carriesSuccess: true,
    audit: null,
    summary: 'Open an MCP server and count its tools',
    tag: 'Providers',
  },
  async ({ principal, params, body }) => {
    const server = await connectMcpServer(principal, params.provider, body);
    return { success: true as const, mcp_server: server, tools_count: server.tools.length };
  },
);
