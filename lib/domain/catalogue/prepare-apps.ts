import { toAppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { listProviders } from '@/lib/providers/registry';
import type { Principal } from '../identity/principal';
import { openProvider } from '../providers/open-provider';
import { getApp, toAppRef } from './apps';
import { findAuthConfig, rememberAuthConfig } from './auth-configs';
import { rememberMcpServer } from './mcp-servers';

const LIMIT_MS = 30_000;

export type Prepared = {
  provider: string;
  app: string;
  authConfig: string | null;
  mcpServer: string | null;
  outcome: 'made' | 'there' | 'failed';
  failure: string | null;
};

/**
 * What an operator lets be made once at a provider: an auth config and an MCP server for each app named in the
 * environment or asked for. Run again it finds what it made; one app that fails does not keep the others from it.
 */
export async function prepareApps(workspace: Pick<Principal, 'workspaceId'>, asked: string[]): Promise<Prepared[]> {
  const named = env().composioAuthConfigs;
  const slugs = [...new Set([...Object.keys(named), ...asked])].sort();
  const prepared: Prepared[] = [];
  for (const { id } of listProviders()) {
    if (!openable(id)) continue;
    for (const slug of slugs) prepared.push(await prepare(workspace, id, slug, named[slug] ?? null));
  }
  return prepared;
}

/** Only a provider that has such things, and that is set up at all. */
function openable(id: string): boolean {
  try {
    return openProvider(id).setUp !== undefined;
  } catch {
    return false;
  }
}

async function prepare(
  workspace: Pick<Principal, 'workspaceId'>,
  provider: string,
  appSlug: string,
  named: string | null,
): Promise<Prepared> {
  try {
    const app = toAppRef(await getApp(provider, appSlug));
    const { setUp } = openProvider(provider);
    if (!setUp) throw new Error(`${provider} prepares nothing.`);
    const prepareWith = (authConfigId: string | null) =>
      setUp.prepareApp({ app, authConfigId, signal: AbortSignal.timeout(LIMIT_MS) });
    const remembered = named ? null : await findAuthConfig(workspace, provider, appSlug);
    // Deleted at the provider since we learned of it: then it is found or made anew. One that was named is not replaced.
    const made = remembered
      ? await prepareWith(remembered.upstreamId).catch(() => prepareWith(null))
      : await prepareWith(named);
    const { created, ...authConfig } = made.authConfig;
    const kept = await rememberAuthConfig(workspace, { provider, appSlug, ...authConfig });
    await rememberMcpServer(kept.id, made.mcpServer);
    const outcome = created || made.mcpServer.created ? 'made' : 'there';
    const { upstreamId } = authConfig;
    return {
      provider,
      app: appSlug,
      authConfig: upstreamId,
      mcpServer: made.mcpServer.upstreamId,
      outcome,
      failure: null,
    };
  } catch (caught) {
    const failure = toAppError(caught).message;
    return { provider, app: appSlug, authConfig: null, mcpServer: null, outcome: 'failed', failure };
  }
}
