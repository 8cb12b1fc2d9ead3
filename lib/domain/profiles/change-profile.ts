import type { Profile, ProfileChange } from '@/lib/contracts/profile';
import { asAccount, taken } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import { type Principal, requireAccount } from '../identity/principal';
import { getProviderDefinition, requireProvider } from '../providers/provider-settings';
import { lockEnabledProvider } from '../providers/switch-provider';
import { checkToolNames } from './check-tool-names';
import { toolsToChoose } from './create-profile';
import { lockDefault, makeDefault, unmakeDefault, wishDefault } from './default-profile';
import { presentProfile, profileShape } from './present-profile';
import { toolsOf } from './profile-tools';
import { getProfile, lockProfile } from './profiles';
import { toKnown } from './tool-states';

/** All of the change or none of it. */
export async function changeProfile(
  principal: Principal,
  id: string,
  change: ProfileChange,
  provider?: string,
): Promise<Profile> {
  const accountId = requireAccount(principal);
  const before = await getProfile(principal, id, provider);
  // While its provider is off a profile is inactive whatever anybody wants; the switch brings back what was.
  if (change.is_active !== undefined) await requireProvider(principal, before.provider);
  const tools = change.enabled_tools && (await chooseTools(principal, before, change.enabled_tools));
  return asAccount(accountId, async (tx) => {
    if (change.is_active !== undefined) await lockEnabledProvider(tx, principal.workspaceId, before.provider);
    // Before the row, as everybody does: two who take them in different orders would wait for each other for ever.
    if (change.is_default !== undefined) await lockDefault(tx, accountId, before.app_slug);
    await lockProfile(tx, accountId, id, provider);
    const place = { id, appSlug: before.app_slug };
    if (change.is_default === true) {
      await (before.status === 'pending' ? wishDefault(tx, accountId, place) : makeDefault(tx, accountId, place));
    }
    if (change.is_default === false) await unmakeDefault(tx, accountId, place);
    const { profile_name, display_name, is_active } = change;
    const row = await tx.profile
      .update({
        where: { id },
        data: {
          ...(profile_name !== undefined && { profileName: profile_name }),
          ...(display_name !== undefined && { displayName: display_name }),
          ...(is_active !== undefined && { isActive: is_active }),
          ...(tools && { enabledTools: tools.enabled, knownTools: tools.known, toolsChosen: true }),
        },
        select: profileShape,
      })
      .catch(taken(say('profiles.nameTaken')));
    return presentProfile(row);
  });
}

/** Where each profile has tools of its own, the profile is asked instead of the catalogue. */
async function chooseTools(principal: Principal, { profile_id, provider, app_slug }: Profile, enabled: string[]) {
  if (getProviderDefinition(provider).kind !== 'form') return toolsToChoose(provider, app_slug, enabled);
  const { tools } = await toolsOf(principal, profile_id, { provider, appSlug: app_slug });
  const names = new Set(tools.map(({ name }) => name));
  checkToolNames({ enabled_tools: enabled }, (name) => names.has(name));
  return { enabled: [...new Set(enabled)].sort(), known: toKnown(tools) };
}
