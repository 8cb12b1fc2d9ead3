import type { ProfileTool, ToolState } from '@/lib/contracts/profile-tools';
import type { Db } from '@/lib/platform/db';
import { findProvider } from '@/lib/providers/registry';
import type { StoredTool } from '../catalogue/tools';

/** By name, the hash of the definition that the person has seen. */
export type KnownTools = Record<string, string>;

/** Connected while its provider would not say what it offers: nobody has chosen its tools yet, and it has none. */
export function isSyncing(profile: { isConnected: boolean; toolsChosen: boolean; enabledTools: string[] }): boolean {
  return profile.isConnected && !profile.toolsChosen && profile.enabledTools.length === 0;
}

export function stateOf(tool: StoredTool, known: KnownTools): ToolState {
  if (tool.isGone) return 'gone';
  const seen = known[tool.name];
  if (seen === undefined) return 'new';
  return seen === tool.hash ? 'current' : 'changed';
}

/** The app's tools as one profile has them. What is gone is listed only where it was known, until it is cleared. */
export function toProfileTools(tools: StoredTool[], enabled: string[], known: KnownTools): ProfileTool[] {
  const on = new Set(enabled);
  return tools
    .filter(({ isGone, name }) => !isGone || Object.hasOwn(known, name) || on.has(name))
    .map((tool) => {
      const { hash: _hash, changedAt, isGone, previous, ...definition } = tool;
      const state = stateOf(tool, known);
      return {
        ...definition,
        enabled: on.has(tool.name) && !isGone,
        state,
        previous: state === 'changed' ? previous : null,
        changed_at: state === 'changed' ? (changedAt?.toISOString() ?? null) : null,
      };
    });
}

/** For a profile's head line, without reading its schemas. */
export async function countNewTools(
  tx: Db,
  profile: { provider: string; appSlug: string; knownTools: unknown },
): Promise<{ tools_total: number; tools_new: number }> {
  const { provider, appSlug } = profile;
  if (hasOwnTools(provider)) return ownTools(profile.knownTools);
  const rows = await tx.tool.findMany({ where: { provider, appSlug, removedAt: null }, select: { name: true } });
  const known = profile.knownTools as KnownTools;
  return { tools_total: rows.length, tools_new: rows.filter(({ name }) => !Object.hasOwn(known, name)).length };
}

/** Where only the profile itself can tell what it offers, what is known of it was written with its settings. */
export function hasOwnTools(provider: string): boolean {
  return findProvider(provider)?.kind === 'form';
}

export function ownTools(knownTools: unknown): { tools_total: number; tools_new: number } {
  return { tools_total: Object.keys(knownTools as KnownTools).length, tools_new: 0 };
}

/** Everything the app offers now, as seen. */
export function toKnown(tools: StoredTool[]): KnownTools {
  return Object.fromEntries(tools.filter(({ isGone }) => !isGone).map(({ name, hash }) => [name, hash]));
}
