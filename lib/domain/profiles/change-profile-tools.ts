import type { ProfileToolList, ToolsChange } from '@/lib/contracts/profile-tools';
import { AppError } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import type { StoredTool } from '../catalogue/tools';
import { type Principal, requireAccount } from '../identity/principal';
import { checkToolNames } from './check-tool-names';
import { listProfileTools, noSuchTool, toolsOf } from './profile-tools';
import { getProfile, lockProfile } from './profiles';
import type { KnownTools } from './tool-states';

/**
 * Many switches at once, all or none: the row is locked from reading to writing, so two changes at the same moment
 * both count, and one name that the profile does not have changes nothing.
 */
export async function changeProfileTools(
  principal: Principal,
  id: string,
  change: ToolsChange,
  provider?: string,
): Promise<ProfileToolList> {
  const accountId = requireAccount(principal);
  const profile = await getProfile(principal, id, provider);
  const { tools } = await toolsOf(principal, id, { provider: profile.provider, appSlug: profile.app_slug });
  await asAccount(accountId, async (tx) => {
    await lockProfile(tx, accountId, id, provider);
    const row = await tx.profile.findUniqueOrThrow({ where: { id }, select: { enabledTools: true, knownTools: true } });
    const data = applyChange(change, tools, row.enabledTools, row.knownTools as KnownTools);
    await tx.profile.update({ where: { id }, data: { ...data, toolsChosen: true }, select: { id: true } });
  });
  return listProfileTools(principal, id, {}, provider);
}

export async function switchProfileTool(
  principal: Principal,
  id: string,
  name: string,
  enabled: boolean,
  provider?: string,
): Promise<ProfileToolList> {
  const change = enabled ? { enable: [name] } : { disable: [name] };
  return changeProfileTools(principal, id, change, provider).catch((caught: unknown) => {
    const isUnknown = caught instanceof AppError && caught.code === 'invalid_request';
    throw isUnknown ? noSuchTool(name) : caught;
  });
}

/** Choosing a tool is seeing it. What is gone cannot be switched on, only off or cleared away. */
function applyChange(change: ToolsChange, tools: StoredTool[], enabled: string[], known: KnownTools) {
  const { only, enable = [], disable = [], seen = [] } = change;
  const offered = new Map(tools.filter(({ isGone }) => !isGone).map((tool) => [tool.name, tool]));
  const isThere = (name: string) => offered.has(name) || Object.hasOwn(known, name) || enabled.includes(name);
  checkToolNames({ only: only ?? [], enable }, (name) => offered.has(name));
  checkToolNames({ disable, seen }, isThere);

  const on = new Set(only ?? enabled);
  for (const name of enable) on.add(name);
  for (const name of disable) on.delete(name);
  const seenNow = { ...known };
  for (const name of [...(only ?? []), ...enable, ...disable, ...seen]) {
    const tool = offered.get(name);
    if (tool) seenNow[name] = tool.hash;
    else if (seen.includes(name)) {
      delete seenNow[name];
      on.delete(name);
    }
  }
  return { enabledTools: [...on].sort(), knownTools: seenNow };
}
