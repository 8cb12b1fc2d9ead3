import type { ErrorAction } from '@/lib/contracts/error';
import { USABLE } from '@/lib/contracts/profile';
import { AppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { memory } from '@/lib/platform/memory';
import type { ConnectedAccount, Provider } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';
import { type Principal, requireAccount } from '../identity/principal';
import { openProvider } from '../providers/open-provider';
import { requireProvider } from '../providers/provider-settings';
import { openValue } from '../storage/data-keys';
import { noSuchProfile } from './profiles';
import { type KnownProfile, readKnownProfile } from './read-known-profile';

export type OpenedProfile = { provider: Provider; account: ConnectedAccount; profile: KnownProfile };

/** Profiles that calls use, sealed as they are stored. Any change of the profile or its connection clears it at once. */
const known = memory<KnownProfile | null>({
  name: 'opened-profiles',
  stale: ({ table, id, profile_id }) => {
    if (table === 'profiles') return id ? [id] : 'all';
    if (table === 'connections') return profile_id ? [profile_id] : 'all';
    return [];
  },
});

/** The profile of this account, without opening anything. */
export async function getKnownProfile(principal: Principal, id: string): Promise<KnownProfile> {
  const accountId = requireAccount(principal);
  const profile = await known().get(id, () => readKnownProfile(accountId, id));
  // Remembered for whoever asked first: the account is compared again for everybody else.
  if (profile?.accountId === accountId) return profile;
  if (profile) throw noSuchProfile();
  known().forget([id]);
  throw noSuchProfile();
}

/**
 * The one place where a profile's credentials are opened, for the call that needs them and no longer. Refuses, with
 * the link that helps, whatever cannot be called: a profile that is off, was never connected, or whose grant is dead.
 */
export async function openConnectedAccount(principal: Principal, profileId: string): Promise<OpenedProfile> {
  const profile = await getKnownProfile(principal, profileId);
  await requireProvider(principal, profile.provider);
  if (!profile.isActive) throw profileInactive(profile);
  checkGrant(profile);
  return openKnownProfile(profile);
}

/** Without asking whether it may be called: for checking a grant, and for taking it back. */
export async function openKnownProfile(profile: KnownProfile): Promise<OpenedProfile> {
  const { id, accountId, appSlug, externalUserId, upstreamAccountId, sealedConfig, appUpstream } = profile;
  if (!upstreamAccountId) throw needsConnection(profile);
  const secret = sealedConfig && (await openValue({ accountId, table: 'profiles', rowId: id }, sealedConfig));
  const app = { slug: appSlug, upstream: appUpstream };
  const account: ConnectedAccount = { profileId: id, app, externalUserId, upstreamAccountId, secret };
  return { provider: await openProvider(profile.provider), account, profile };
}

function checkGrant(profile: KnownProfile): void {
  if (USABLE.includes(profile.status)) return;
  if (profile.upstreamAccountId === null) throw needsConnection(profile);
  throw needsReconnect(profile);
}

type Named = Pick<KnownProfile, 'id' | 'provider' | 'appSlug' | 'appName' | 'profileName'>;

export function profileInactive({ id, profileName }: Named): AppError {
  return new AppError('profile_inactive', say('profiles.switchedOff', { name: profileName }), {
    action: userAction(`/profiles/${id}?tab=settings`),
  });
}

export function needsReconnect({ id, appName, profileName }: Named): AppError {
  return new AppError('needs_reconnect', say('profiles.reconnect', { app: appName, name: profileName }), {
    action: userAction(`/profiles/${id}?reconnect=1`),
  });
}

export function needsConnection({
  provider,
  appSlug,
  appName,
}: Pick<Named, 'provider' | 'appSlug' | 'appName'>): AppError {
  return new AppError('needs_connection', say('profiles.notConnected', { app: appName }), {
    action: userAction(`/apps/${provider}/${appSlug}?connect=1`),
  });
}

function userAction(path: string): ErrorAction {
  return { who: 'user', url: `${env().appUrl}${path}` };
}
