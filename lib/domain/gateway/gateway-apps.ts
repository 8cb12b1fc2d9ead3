import type { AppQuery } from '@/lib/contracts/app';
import type { ConnectedIntegrationList, Integration } from '@/lib/contracts/integration';
import type { Page } from '@/lib/contracts/paging';
import { plainName } from '../catalogue/plain-name';
import { type AppsFound, searchApps } from '../catalogue/search-apps';
import type { Principal } from '../identity/principal';
import { demoMark } from '../providers/open-provider';
import { preferredProviders } from '../providers/preferred-provider';
import { isUsable, profilesByApp } from './apps-by-name';

/** Apps on offer with what this user has of each. An app that several providers have is listed once. */
export async function listAppsByName(
  principal: Principal,
  query: AppQuery,
): Promise<Page<Integration> & Pick<AppsFound, 'syncing'>> {
  const [providers, profiles] = await Promise.all([preferredProviders(principal), profilesByApp(principal)]);
  const { items, nextCursor, syncing } = await searchApps(principal, query, providers);
  return {
    nextCursor,
    syncing,
    items: items.map(({ slug, name, description, icon_url, auth_type, categories, ...app }) => {
      const [profile] = profiles.get(plainName(slug)) ?? [];
      const known = { status: profile?.status ?? null, profile_id: profile?.id ?? null };
      const connected = profile !== undefined && isUsable(profile);
      const demo = profile ? demoMark(profile.provider) : app.demo;
      return { provider: slug, name, description, icon_url, auth_type, categories, connected, ...known, demo };
    }),
  };
}

export async function listConnectedByName(principal: Principal): Promise<ConnectedIntegrationList> {
  const profiles = [...(await profilesByApp(principal)).values()].flat().filter(isUsable);
  const providers = await preferredProviders(principal);
  return {
    integrations: profiles
      .filter(({ provider }) => providers.includes(provider))
      .map(({ provider, appSlug, appName, id, profileName, status }) => ({
        provider: appSlug,
        name: appName,
        profile_id: id,
        profile_name: profileName,
        status,
        demo: demoMark(provider),
      })),
  };
}
