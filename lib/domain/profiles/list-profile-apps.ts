import type { ProfileApp } from '@/lib/contracts/profile-list';
import { asAccount } from '@/lib/platform/db';
import type { Principal } from '../identity/principal';
import { nameOf, readIcons } from './list-profile-details';

/** What the account has profiles of, and how many: for lists to choose from, which must not miss what is on page two. */
export async function listProfileApps({ accountId }: Principal): Promise<ProfileApp[]> {
  if (!accountId) return [];
  return asAccount(accountId, async (tx) => {
    const groups = await tx.profile.groupBy({
      by: ['provider', 'appSlug'],
      where: { accountId },
      _count: true,
      // A profile may have been given another name for its app; one of them is as good as the other.
      _max: { appName: true },
    });
    const icons = await readIcons(tx, groups);
    return groups
      .map(({ provider, appSlug, _count, _max }) => ({
        provider,
        app_slug: appSlug,
        app_name: _max.appName ?? appSlug,
        icon_url: icons.get(nameOf({ provider, appSlug })) ?? null,
        profiles: _count,
      }))
      .sort((one, other) => one.app_name.localeCompare(other.app_name) || one.provider.localeCompare(other.provider));
  });
}
