import type { ProfileTool, ProfileToolList, ProfileToolQuery } from '@/lib/contracts/profile-tools';
import type { ToolDefinition } from '@/lib/contracts/tool';
import { AppError } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import { discoverTools, ensureTools } from '../catalogue/discover-tools';
import { definitionHash, listStoredTools, type StoredTool } from '../catalogue/tools';
import { type Principal, requireAccount } from '../identity/principal';
import { demoMark } from '../providers/open-provider';
import { getProviderDefinition, requireProvider } from '../providers/provider-settings';
import { openConnectedAccount } from './opened-profiles';
import { noSuchProfile } from './profiles';
import { giveDefaults } from './refresh-tools';
import { isSyncing, type KnownTools, toProfileTools } from './tool-states';

const LIMIT_MS = 30_000;

/** The tools of a profile: what its app offers, which of them are on, and what is new since the person last looked. */
export async function listProfileTools(
  principal: Principal,
  profileId: string,
  query: Partial<ProfileToolQuery> = {},
  provider?: string,
): Promise<ProfileToolList> {
  const found = await readProfile(principal, profileId, provider);
  const { tools, discoveredAt } = await toolsOf(principal, profileId, found, query.refresh ?? false);
  const row = isSyncing(found) ? await withDefaults(principal, profileId, found) : found;
  const demo = demoMark(row.provider);
  const all = toProfileTools(tools, row.enabledTools, row.knownTools as KnownTools);
  return {
    tools: all.filter((tool) => fits(tool, query)).map((tool) => (demo ? { ...tool, demo } : tool)),
    count: all.length,
    enabled_count: all.filter(({ enabled }) => enabled).length,
    discovered_at: discoveredAt?.toISOString() ?? null,
  };
}

/** Its tools were discovered a moment ago: it gets those that it would have got when it was connected. */
async function withDefaults(principal: Principal, profileId: string, { provider, appSlug }: ProfileApp) {
  await giveDefaults({ provider, appSlug });
  return readProfile(principal, profileId, provider);
}

export type ProfileApp = { provider: string; appSlug: string };

/** Known ones from the tables; where each profile has tools of its own, from its provider. */
export async function toolsOf(
  principal: Principal,
  profileId: string,
  { provider, appSlug }: ProfileApp,
  refresh = false,
) {
  const app = { provider, slug: appSlug };
  // A list can be shown while its provider is off; asking the provider anew cannot.
  const { kind } = refresh ? await requireProvider(principal, provider) : getProviderDefinition(provider);
  if (kind === 'form') {
    const opened = await openConnectedAccount(principal, profileId);
    const found = await opened.provider.listTools(opened.account, AbortSignal.timeout(LIMIT_MS));
    return { tools: found.map(asStored), discoveredAt: new Date() };
  }
  if (refresh) await discoverTools(app);
  const discoveredAt = await ensureTools(app);
  return { tools: await listStoredTools(app), discoveredAt };
}

async function readProfile(principal: Principal, id: string, provider?: string) {
  const accountId = requireAccount(principal);
  const row = await asAccount(accountId, (tx) =>
    tx.profile.findFirst({
      where: { id, accountId, ...(provider && { provider }) },
      select: {
        ...{ provider: true, appSlug: true, enabledTools: true, knownTools: true },
        ...{ isConnected: true, toolsChosen: true },
      },
    }),
  );
  if (!row) throw noSuchProfile();
  return row;
}

function fits(tool: ProfileTool, query: Partial<ProfileToolQuery>): boolean {
  const { q, enabled, state, read_only, destructive } = query;
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${tool.name} ${tool.title ?? ''} ${tool.description}`.toLowerCase().replaceAll('_', ' ');
  return (
    words.every((word) => text.includes(word) || tool.name.toLowerCase().includes(word)) &&
    (enabled === undefined || tool.enabled === enabled) &&
    (state === undefined || tool.state === state) &&
    (read_only === undefined || (tool.annotations.read_only === true) === read_only) &&
    (destructive === undefined ||
      (tool.annotations.destructive !== false && tool.annotations.read_only !== true) === destructive)
  );
}

function asStored(tool: ToolDefinition): StoredTool {
  return { ...tool, hash: definitionHash(tool), changedAt: null, isGone: false, previous: null };
}

export function noSuchTool(name: string): AppError {
  return new AppError('not_found', say('notFound.toolOfProfile', { tool: name }));
}
