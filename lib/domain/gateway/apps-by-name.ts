import { USABLE } from '@/lib/contracts/profile';
import { db } from '@/lib/platform/db';
import { listProviders } from '@/lib/providers/registry';
import { plainName } from '../catalogue/plain-name';
import { lookWhileSyncing, noSuchApp } from '../catalogue/while-syncing';
import type { Principal } from '../identity/principal';
import { preferredProviders } from '../providers/preferred-provider';
import { providerDisabled } from '../providers/provider-settings';
import { type CallableProfile, listCallableProfiles } from './callable-profiles';

/** Databases are connected with a form and have endpoints of their own. */
const OAUTH = listProviders().flatMap(({ id, kind }) => (kind === 'oauth' ? [id] : []));

/** An app by any of its names, through the provider that the workspace prefers among those that have it. */
export async function getAppByName(principal: Principal, name: string): Promise<{ provider: string; slug: string }> {
  const providers = await preferredProviders(principal);
  const { found: rows } = await lookWhileSyncing(
    providers,
    () => findAppsByName(name),
    ({ length }) => length > 0,
  );
  const [found] = providers.flatMap((id) => rows.filter(({ provider }) => provider === id));
  if (found) return found;
  const [hidden] = rows;
  throw hidden ? providerDisabled(hidden.provider) : await noSuchApp(providers);
}

/** Wherever it is on offer, switched off or not. */
export async function findAppsByName(name: string): Promise<{ provider: string; slug: string; name: string }[]> {
  return db().$queryRaw`
    select provider, slug, name from apps
    where removed_at is null and split_part(plain, ' ', 1) = ${plainName(name)}
      and provider = any(${OAUTH})
    order by provider`;
}

/** A user's profiles by the plain name of their app, the one that calls would use first. Databases are not among them. */
export async function profilesByApp({ accountId }: Principal): Promise<Map<string, CallableProfile[]>> {
  const all = accountId ? await listCallableProfiles(accountId) : [];
  const profiles = all.filter(({ provider }) => OAUTH.includes(provider));
  const found = new Map<string, CallableProfile[]>();
  for (const profile of profiles.sort((a, b) => rank(a) - rank(b))) {
    const name = plainName(profile.appSlug);
    found.set(name, [...(found.get(name) ?? []), profile]);
  }
  return found;
}

export function isUsable({ status, isActive }: CallableProfile): boolean {
  return isActive && USABLE.includes(status);
}

function rank(profile: CallableProfile): number {
  return (isUsable(profile) ? 0 : 2) + (profile.isDefault ? 0 : 1);
}
