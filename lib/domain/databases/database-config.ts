import type { JsonObject } from '@/lib/contracts/json';
import { database } from '@/lib/providers/database';
import { shownSettings } from '@/lib/providers/database/connect';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import { definitionHash, isSafeByDefault } from '../catalogue/tools';
import type { KnownTools } from '../profiles/tool-states';
import { openProvider } from '../providers/open-provider';
import { sealValue } from '../storage/data-keys';

const LIMIT_MS = 10_000;

export type DatabasePlace = { id: string; accountId: string; dbType: string };
export type SwitchedTools = { enabledTools: string[]; knownTools: KnownTools };

/**
 * The columns of a profile that follow from its settings: sealed as a whole, shown without secrets, and the tools they
 * give. A tool that was not there before is on when it only reads; one that writes waits for somebody to switch it on.
 */
export async function configColumns(place: DatabasePlace, settings: JsonObject, before: SwitchedTools) {
  const { id, accountId, dbType } = place;
  return {
    sealedConfig: await sealValue({ accountId, table: 'profiles', rowId: id }, settings),
    shown: shownSettings(getDatabaseKind(dbType), settings),
    ...(await switchTools(place, settings, before)),
    toolsChosen: true,
  };
}

async function switchTools(
  { id, accountId, dbType }: DatabasePlace,
  settings: JsonObject,
  { enabledTools, knownTools }: SwitchedTools,
): Promise<SwitchedTools> {
  const account = {
    ...{ profileId: id, app: { slug: dbType, upstream: {} }, secret: settings },
    ...{ externalUserId: accountId, upstreamAccountId: id },
  };
  const tools = await openProvider(database.id).listTools(account, AbortSignal.timeout(LIMIT_MS));
  const isOn = (name: string, isSafe: boolean) =>
    enabledTools.includes(name) || (isSafe && !Object.hasOwn(knownTools, name));
  return {
    enabledTools: tools.flatMap((tool) => (isOn(tool.name, isSafeByDefault(tool)) ? [tool.name] : [])),
    knownTools: Object.fromEntries(tools.map((tool) => [tool.name, definitionHash(tool)])),
  };
}
