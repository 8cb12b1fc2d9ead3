import type { ToolDefinition } from '@/lib/contracts/tool';
import type { AppRef, McpQuery, McpServer, McpServers } from '../provider';
import { externalUserIdOf, slugOf } from '../upstream/ids';
import { toToolDefinition } from '../upstream/tools-over-mcp';
import { authTypeOf, type PipedreamAccount, readAccount } from './account';
import type { PipedreamClients } from './clients';
import type { McpClients } from './mcp-clients';
import { readAllPages } from './pages';
import type { PipedreamSettings } from './settings';
import { listComponents } from './tools';

type Context = { settings: PipedreamSettings; clients: PipedreamClients; mcp: McpClients };

/** The service has one MCP endpoint; a server is that endpoint for one person and one app. */
export function mcpServers({ settings, clients, mcp }: Context): McpServers {
  return {
    async discoverServers(query) {
      const accounts = await accountsOf(clients, query);
      const slugs = query.app
        ? [slugOf(query.app.slug)]
        : [...new Set(accounts.map(slugIn).filter((slug) => slug !== null))];
      return Promise.all(
        slugs.map(async (slug) => {
          const { tools } = await listComponents(clients, slug, query.signal);
          return present(settings, query, { app: query.app, slug, accounts, tools });
        }),
      );
    },

    async checkServer(query) {
      const slug = slugOf(query.app.slug);
      const accounts = await accountsOf(clients, query);
      const open = mcp.connect(query.externalUserId, slug, query.account?.upstreamAccountId ?? null);
      try {
        const tools = (await open.listTools(query.signal)).filter(isOfApp).map(toToolDefinition);
        return present(settings, query, { app: query.app, slug, accounts, tools });
      } finally {
        await open.close();
      }
    },
  };
}

/** The server also offers a tool of its own for filling in other tools; it belongs to no app. */
export function isOfApp({ name }: { name: string }): boolean {
  return name.toUpperCase() !== 'CONFIGURE_COMPONENT';
}

async function accountsOf({ accounts }: PipedreamClients, query: McpQuery): Promise<PipedreamAccount[]> {
  const externalUserId = externalUserIdOf(query.externalUserId);
  const found = await readAllPages(query.signal, (after, abortSignal) =>
    accounts.list(
      { externalUserId, after, limit: 100, ...(query.authConfigId && { oauthAppId: query.authConfigId }) },
      { abortSignal },
    ),
  );
  return found.map(readAccount).filter((account) => account.external_id === externalUserId);
}

function slugIn({ app }: PipedreamAccount): string | null {
  return app?.name_slug ?? null;
}

function present(
  { projectId, environment }: PipedreamSettings,
  { externalUserId, authConfigId, account }: McpQuery,
  {
    app,
    slug,
    accounts,
    tools,
  }: { app: AppRef | null; slug: string; accounts: PipedreamAccount[]; tools: ToolDefinition[] },
): McpServer {
  const ofApp = accounts.filter((candidate) => slugIn(candidate) === slug);
  const pinned = ofApp.filter(({ id }) => !account || id === account.upstreamAccountId);
  const isConnected = pinned.some(({ dead }) => !dead);
  return {
    name: slug,
    appSlug: slug,
    oauthAppId: authConfigId,
    tools,
    status: isConnected ? 'connected' : 'disconnected',
    metadata: {
      app_name: typeof app?.upstream.name === 'string' ? app.upstream.name : slug,
      project_id: projectId,
      environment,
      external_user_id: externalUserId,
      auth_type: authTypeOf(ofApp[0]?.app?.auth_type ?? String(app?.upstream.auth_type)),
    },
  };
}
