import type { Db } from '@/lib/platform/db';
import { isSafeByDefault, type StoredTool } from '../catalogue/tools';
import { type KnownTools, toKnown } from './tool-states';

type DefaultTools = { enabledTools: string[]; knownTools: KnownTools; toolsChosen: true };

/** What a profile starts with: the tools that were asked for, else all that destroy nothing. */
export function defaultTools(tools: StoredTool[], wanted?: string[]): DefaultTools {
  const offered = tools.filter(({ isGone }) => !isGone);
  const enabled = offered.filter((tool) => (wanted ? wanted.includes(tool.name) : isSafeByDefault(tool)));
  return { enabledTools: enabled.map(({ name }) => name), knownTools: toKnown(tools), toolsChosen: true };
}

/** Nothing that somebody chose is overwritten. */
export async function writeDefaultTools(tx: Db, profileId: string, tools: DefaultTools): Promise<void> {
  await tx.profile.updateMany({ where: { id: profileId, toolsChosen: false }, data: tools });
}
