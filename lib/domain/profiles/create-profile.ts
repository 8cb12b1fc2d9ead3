import type { NewProfile, Profile } from '@/lib/contracts/profile';
import { asAccount, type Db, taken } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import { getApp } from '../catalogue/apps';
import { discoverTools, lastDiscovery } from '../catalogue/discover-tools';
import { listStoredTools } from '../catalogue/tools';
import { type Principal, requireAccount } from '../identity/principal';
import { requireProvider } from '../providers/provider-settings';
import { lockEnabledProvider } from '../providers/switch-provider';
import { checkToolNames } from './check-tool-names';
import { lockDefault, wishDefault } from './default-profile';
import { presentProfile, profileShape } from './present-profile';
import { chooseExternalUserId, qualifiedName } from './profile-names';
import { toKnown } from './tool-states';

/**
 * A profile that is not connected yet. Connecting it later fills in the grant and leaves everything else, except that a
 * wish to be the default comes true.
 */
export async function createProfile(principal: Principal, provider: string, input: NewProfile): Promise<Profile> {
  const accountId = requireAccount(principal);
  await requireProvider(principal, provider);
  const app = await getApp(provider, input.app_slug);
  const tools = input.enabled_tools && (await toolsToChoose(provider, app.slug, input.enabled_tools));
  return asAccount(accountId, async (tx) => {
    await lockEnabledProvider(tx, principal.workspaceId, provider);
    const profile = await insertProfile(tx, {
      accountId,
      provider,
      appSlug: app.slug,
      appName: input.app_name ?? app.name,
      profileName: input.profile_name,
      displayName: input.display_name ?? input.profile_name,
      externalUserId: await chooseExternalUserId(tx, principal, accountId, input.external_user_id),
      oauthAppId: input.oauth_app_id ?? null,
      isDefault: input.is_default === true ? false : input.is_default,
      ...(tools && { tools }),
    });
    if (input.is_default !== true) return profile;
    const id = profile.profile_id;
    await wishDefault(tx, accountId, { id, appSlug: app.slug });
    return presentProfile(await tx.profile.findUniqueOrThrow({ where: { id }, select: profileShape }));
  });
}

export type ProfileToInsert = {
  /** Given when something was sealed for the row before it is there. */
  id?: string;
  accountId: string;
  provider: string;
  appSlug: string;
  appName: string;
  profileName: string;
  displayName: string;
  externalUserId: string;
  oauthAppId: string | null;
  /** False: it is not the default even as the first profile of its app. */
  isDefault?: false | undefined;
  tools?: { enabled: string[]; known: Record<string, string> };
};

/** The only place that adds a profile. Its connection is there from the start, so no profile is without a status. */
export async function insertProfile(tx: Db, input: ProfileToInsert): Promise<Profile> {
  const { oauthAppId, tools, isDefault, ...columns } = input;
  const { accountId, provider, appSlug, externalUserId } = columns;
  const others = await lockDefault(tx, accountId, appSlug);
  const row = await tx.profile
    .create({
      data: {
        ...columns,
        mcpQualifiedName: qualifiedName(provider, appSlug, oauthAppId),
        isDefault: isDefault ?? others.count === 0,
        ...(tools && { enabledTools: tools.enabled, knownTools: tools.known, toolsChosen: true }),
        connection: { create: { accountId, provider, appSlug, externalUserId, oauthAppId } },
      },
      select: profileShape,
    })
    .catch(taken(say('profiles.nameTaken')));
  return presentProfile(row);
}

/** Names are checked against what the app offers; asked anew when one is not there, because it may be new. */
export async function toolsToChoose(provider: string, slug: string, enabled: string[]) {
  const app = { provider, slug };
  const offered = async () => (await listStoredTools(app)).filter(({ isGone }) => !isGone);
  const isMissing = async () => {
    const names = new Set((await offered()).map(({ name }) => name));
    return enabled.some((name) => !names.has(name));
  };
  if ((await lastDiscovery(app)) === null || (await isMissing())) await discoverTools(app);
  const tools = await offered();
  const names = new Set(tools.map(({ name }) => name));
  checkToolNames({ enabled_tools: enabled }, (name) => names.has(name));
  return { enabled: [...new Set(enabled)].sort(), known: toKnown(tools) };
}
