import { db } from '@/lib/platform/db';
import type { PreparedApp } from '@/lib/providers/provider';

/** A provider's own MCP server that belongs to an auth config. Its address is no credential. */
export async function rememberMcpServer(authConfigId: string, server: PreparedApp['mcpServer']): Promise<void> {
  const { upstreamId, name, url } = server;
  await db().mcpServer.upsert({
    where: { authConfigId_upstreamId: { authConfigId, upstreamId } },
    create: { authConfigId, upstreamId, name, url },
    update: { name, url },
  });
}
