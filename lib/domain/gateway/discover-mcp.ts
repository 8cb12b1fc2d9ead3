import type { McpConnect, McpDiscovery, McpServer } from '@/lib/contracts/mcp-discovery';
import { ConnectionStatus } from '@/lib/contracts/profile';
import { AppError, invalidField } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import type { McpServers, McpServer as UpstreamServer } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';
import { getApp, toAppRef } from '../catalogue/apps';
import { type Principal, requireAccount } from '../identity/principal';
import { openConnectedAccount } from '../profiles/opened-profiles';
import { qualifiedName } from '../profiles/profile-names';
import { getProfile } from '../profiles/profiles';
import { demoMark, openProvider } from '../providers/open-provider';
import { requireProvider } from '../providers/provider-settings';

const LIMIT_MS = 30_000;

/** The MCP servers this account could use at a provider: of one app, of one profile, or of all it connected. */
export async function discoverMcpServers(
  principal: Principal,
  provider: string,
  query: McpDiscovery,
): Promise<McpServer[]> {
  const { servers, context, asked } = await prepare(principal, provider, query);
  const app = context.appSlug ? toAppRef(await getApp(provider, context.appSlug)) : null;
  const found = await servers.discoverServers({ ...context, app });
  return Promise.all(found.map((server) => present(principal, provider, server, asked)));
}

/** Opens the server as a client would, and counts what it really offers. */
export async function connectMcpServer(principal: Principal, provider: string, query: McpConnect): Promise<McpServer> {
  const { servers, context, asked } = await prepare(principal, provider, query);
  const app = toAppRef(await getApp(provider, query.app_slug));
  return present(principal, provider, await servers.checkServer({ ...context, app }), asked);
}

async function prepare(principal: Principal, provider: string, query: McpDiscovery) {
  const accountId = requireAccount(principal);
  await requireProvider(principal, provider);
  const profile = query.profile_id ? await getProfile(principal, query.profile_id, provider) : null;
  if (profile && query.app_slug && query.app_slug !== profile.app_slug) {
    throw invalidField('app_slug', say('profiles.otherApp'));
  }
  const account = profile && (await openConnectedAccount(principal, profile.profile_id)).account;
  const context = {
    externalUserId: profile?.external_user_id ?? accountId,
    authConfigId: query.oauth_app_id ?? null,
    account,
    signal: AbortSignal.timeout(LIMIT_MS),
    appSlug: profile?.app_slug ?? query.app_slug ?? null,
  };
  const asked = { profileId: profile?.profile_id ?? null, oauthAppId: query.oauth_app_id ?? null };
  return { servers: serversOf(provider), context, asked };
}

function serversOf(provider: string): McpServers {
  const { mcp } = openProvider(provider);
  if (!mcp) throw new AppError('not_found', say('connect.noServers'));
  return mcp;
}

/**
 * As one of ours. The address is our own: the provider's would serve tools that are switched off, and leave no record.
 * The tools are those that are on, and the name and the word on the connection are the profile's, because the provider
 * knows neither pauses nor profiles.
 */
async function present(
  principal: Principal,
  provider: string,
  server: UpstreamServer,
  asked: Asked,
): Promise<McpServer> {
  const { name, appSlug, oauthAppId, tools, status, metadata } = server;
  const own = await findOwn(requireAccount(principal), provider, appSlug, asked);
  const qualified = own?.profile.mcpQualifiedName ?? qualifiedName(provider, appSlug, asked.oauthAppId);
  const on = new Set(own?.profile.isActive ? own.profile.enabledTools : []);
  return {
    name,
    qualified_name: qualified,
    url: `${env().appUrl}/mcp`,
    app_slug: appSlug,
    oauth_app_id: oauthAppId,
    profile_id: own?.profileId ?? null,
    tools: tools
      .filter((tool) => on.has(tool.name))
      .map((tool) => ({
        name: tool.name,
        description: tool.description,
        input_schema: tool.input_schema,
        qualified_name: `${qualified}:${tool.name}`,
      })),
    demo: demoMark(provider),
    status: own ? ConnectionStatus.parse(own.status) : status,
    metadata: { ...metadata, provider },
  };
}

type Asked = { profileId: string | null; oauthAppId: string | null };

async function findOwn(accountId: string, provider: string, appSlug: string, { profileId, oauthAppId }: Asked) {
  const mcpQualifiedName = qualifiedName(provider, appSlug, oauthAppId);
  return asAccount(accountId, (tx) =>
    tx.connection.findFirst({
      where: {
        ...{ accountId, provider, appSlug },
        ...(profileId && { profileId }),
        ...(oauthAppId && { profile: { mcpQualifiedName } }),
      },
      select: {
        profileId: true,
        status: true,
        profile: { select: { mcpQualifiedName: true, isActive: true, enabledTools: true } },
      },
      orderBy: { profile: { isDefault: 'desc' } },
    }),
  );
}
