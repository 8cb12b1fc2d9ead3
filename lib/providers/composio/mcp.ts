import * as z from 'zod';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { AppRef, McpQuery, McpServer, McpServers, ProviderIo } from '../provider';
import { rejected, UpstreamFailure } from '../upstream/failure';
import { upstreamFetch } from '../upstream/fetch';
import { externalUserIdOf, slugOf } from '../upstream/ids';
import { passesToMcp } from '../upstream/mcp-session';
import { openMcp, toToolDefinition } from '../upstream/tools-over-mcp';
import type { AuthConfigs } from './auth-configs';
import { type ComposioClient, SERVICE } from './client';
import { accountIdOf, authConfigIdOf } from './ids';
import type { McpServerRecords, UpstreamServer } from './mcp-servers';
import { readAllPages } from './pages';
import { type ComposioSettings, namedAuthConfig } from './settings';
import { authTypeOf } from './toolkits';
import { listToolkitTools } from './tools';

type Context = {
  settings: ComposioSettings;
  client: () => Promise<ComposioClient>;
  authConfigs: AuthConfigs;
  records: McpServerRecords;
  io: Pick<ProviderIo, 'fetch' | 'post'>;
};

const Connected = z.object({
  id: z.string(),
  toolkit: z.object({ slug: z.string() }),
  auth_config: z.object({ auth_scheme: z.string().nullish() }),
});
type Connected = z.infer<typeof Connected>;

export function mcpServers(context: Context): McpServers {
  return {
    async discoverServers(query) {
      const client = await context.client();
      const active = await activeAccounts(client, query);
      const slugs = query.app ? [slugOf(query.app.slug)] : [...new Set(active.map(({ toolkit }) => toolkit.slug))];
      return Promise.all(
        slugs.map(async (slug) => {
          const [server, { tools }] = await Promise.all([
            serverFor(context, slug, query),
            listToolkitTools(client, slug, query.signal),
          ]);
          return present(query, { app: query.app, slug, server, active, tools });
        }),
      );
    },

    async checkServer(query) {
      const slug = slugOf(query.app.slug);
      const client = await context.client();
      const [server, active] = await Promise.all([serverFor(context, slug, query), activeAccounts(client, query)]);
      const tools = await listOver(context, addressFor(server, query), query.signal);
      return present(query, { app: query.app, slug, server, active, tools });
    },
  };
}

async function serverFor(context: Context, slug: string, query: McpQuery): Promise<UpstreamServer> {
  const named = query.authConfigId ?? namedAuthConfig(context.settings, slug);
  const id = named ? authConfigIdOf(named) : (await context.authConfigs.ensure(slug, query.signal)).authConfig.id;
  return (await context.records.ensure(slug, id, query.signal)).server;
}

/** The key goes only where the operator said that the service is, wherever a reply points. */
async function listOver({ settings, io }: Context, url: URL, signal: AbortSignal): Promise<ToolDefinition[]> {
  if (url.origin !== new URL(settings.baseUrl).origin) {
    throw rejected(SERVICE, 'names an MCP server at another address.', new UpstreamFailure('foreign origin'));
  }
  const open = openMcp({
    service: SERVICE,
    url,
    headers: { 'x-api-key': settings.apiKey },
    fetch: upstreamFetch(SERVICE, io.fetch, passesToMcp),
    post: io.post,
  });
  try {
    return (await open.listTools(signal)).map(toToolDefinition);
  } finally {
    await open.close();
  }
}

/** In the singular: the addresses that the service generates name accounts in a way that its transport refuses. */
function addressFor({ mcp_url }: UpstreamServer, { account, externalUserId }: McpQuery): URL {
  const url = new URL(mcp_url);
  if (account) url.searchParams.set('connected_account_id', accountIdOf(account.upstreamAccountId));
  else url.searchParams.set('user_id', externalUserIdOf(externalUserId));
  return url;
}

async function activeAccounts(client: ComposioClient, query: McpQuery & { app: AppRef | null }): Promise<Connected[]> {
  const user_ids = [externalUserIdOf(query.externalUserId)];
  const toolkit_slugs = query.app ? [slugOf(query.app.slug)] : null;
  const items = await readAllPages(query.signal, (cursor, bounded) =>
    client.connectedAccounts.list(
      { user_ids, toolkit_slugs, statuses: ['ACTIVE'], limit: 100, ...(cursor && { cursor }) },
      { signal: bounded },
    ),
  );
  return items.flatMap((item) => Connected.safeParse(item).data ?? []);
}

type Found = { app: AppRef | null; slug: string; server: UpstreamServer; active: Connected[]; tools: ToolDefinition[] };

function present(query: McpQuery, { app, slug, server, active, tools }: Found): McpServer {
  const ofApp = active.filter(({ toolkit }) => toolkit.slug === slug);
  const { account } = query;
  const isConnected = ofApp.some(({ id }) => !account || id === account.upstreamAccountId);
  const scheme = ofApp[0]?.auth_config.auth_scheme;
  const known = app?.upstream.auth_type;
  return {
    name: server.name,
    appSlug: slug,
    oauthAppId: server.auth_config_ids?.[0] ?? null,
    tools,
    status: isConnected ? 'connected' : 'disconnected',
    metadata: {
      app_name: typeof app?.upstream.name === 'string' ? app.upstream.name : slug,
      project_id: null,
      environment: null,
      external_user_id: query.externalUserId,
      auth_type: known === 'none' || known === 'keys' ? known : authTypeOf([scheme ?? 'OAUTH2']),
    },
  };
}
