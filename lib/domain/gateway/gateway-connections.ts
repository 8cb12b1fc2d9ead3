import type {
  CompleteIntegration,
  ConnectIntegration,
  DisconnectIntegration,
  IntegrationCompletion,
  IntegrationConnect,
  IntegrationDisconnect,
  IntegrationStatus,
} from '@/lib/contracts/integration';
import { USABLE } from '@/lib/contracts/profile';
import { AppError, notFound } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { plainName } from '../catalogue/plain-name';
import { noSuchApp } from '../catalogue/while-syncing';
import { completeByCaller, invalidState } from '../connect/complete-by-caller';
import { findAttemptByState } from '../connect/connect-attempts';
import { startConnect } from '../connect/start-connect';
import { checkConnection } from '../connections/connections';
import { type Principal, requireAccount } from '../identity/principal';
import { profileInactive } from '../profiles/opened-profiles';
import { getProfile } from '../profiles/profiles';
import { disconnect } from '../profiles/remove-profile';
import { demoMark } from '../providers/open-provider';
import { preferredProviders } from '../providers/preferred-provider';
import { isAvailable } from '../providers/provider-settings';
import { findAppsByName, getAppByName, isUsable, profilesByApp } from './apps-by-name';

/**
 * Already active means that the provider says so now, not that it was once written down here. Of several profiles the
 * one that calls use is asked first, and the next one when its grant is dead: then calls use that one, too.
 */
export async function connectByName(
  principal: Principal,
  { provider: name, redirect_url }: ConnectIntegration,
): Promise<IntegrationConnect> {
  const profiles = (await profilesByApp(principal)).get(plainName(name)) ?? [];
  for (const { id, provider } of profiles.filter(isUsable)) {
    const { is_connected } = await checkConnection(principal, id);
    if (is_connected) return { connected: true, needs_auth: false, profile_id: id, demo: demoMark(provider) };
  }
  const profile = profiles.find(({ provider }) => isAvailable(provider));
  if (profile && !profile.isActive && USABLE.includes(profile.status)) throw profileInactive(profile);
  const { provider, ...wanted } = profile
    ? { provider: profile.provider, profile_id: profile.id }
    : await toConnectAnew(principal, name, profiles[0]);
  const { link, state } = await startConnect(principal, provider, { ...wanted, redirect_url }, name);
  return { auth_url: link, state, connected: false, needs_auth: true, demo: demoMark(provider) };
}

/** A profile under a provider that is not set up keeps nobody from connecting the app through another one. */
async function toConnectAnew(principal: Principal, name: string, off?: { id: string; provider: string }) {
  try {
    const { provider, slug } = await getAppByName(principal, name);
    return { provider, app: slug };
  } catch (caught) {
    if (!off) throw caught;
    return { provider: off.provider, profile_id: off.id };
  }
}

/** For callers that bring the state of an attempt back themselves. */
export async function completeByState(
  principal: Principal,
  { provider: name, state }: CompleteIntegration,
  browser: string | null,
): Promise<IntegrationCompletion> {
  if ((await findAppsByName(name)).length === 0) throw notFound('app');
  const attempt = await findAttemptByState(state);
  if (attempt?.accountId !== requireAccount(principal) || plainName(attempt.appSlug) !== plainName(name)) {
    throw invalidState();
  }
  const profile = await getProfile(principal, await completeByCaller(principal, attempt, browser));
  const { profile_id } = profile;
  const demo = demoMark(attempt.provider);
  return { success: true, provider: name, connected: true, status: 'completed', profile_id, profile, demo };
}

export async function statusByName(principal: Principal, name: string): Promise<IntegrationStatus> {
  const [profile] = (await profilesByApp(principal)).get(plainName(name)) ?? [];
  if (!profile) {
    if ((await findAppsByName(name)).length === 0) throw await noSuchApp(await preferredProviders(principal));
    return { provider: name, connected: false, needs_auth: true, status: null, profile_id: null };
  }
  const { provider, status, id } = profile;
  const needs_auth = status !== 'disabled' && !USABLE.includes(status);
  const connected = isUsable(profile);
  return { provider: name, connected, needs_auth, status, profile_id: id, demo: demoMark(provider) };
}

export async function disconnectByName(
  principal: Principal,
  { provider: name, profile_id }: DisconnectIntegration,
): Promise<IntegrationDisconnect> {
  const profiles = ((await profilesByApp(principal)).get(plainName(name)) ?? []).filter(
    ({ id, status }) => status !== 'disconnected' && (profile_id === undefined || id === profile_id),
  );
  const chosen = profiles.find(({ isDefault }) => isDefault) ?? (profiles.length === 1 ? profiles[0] : undefined);
  if (!chosen && profiles.length > 1) {
    throw new AppError('ambiguous_profile', say('connect.severalProfiles'), {
      choices: profiles.map(({ id, profileName }) => ({ profile_id: id, profile_name: profileName })),
    });
  }
  if (!chosen) throw new AppError('not_found', say('connect.appNotConnected'));
  const { revocation } = await disconnect(principal, chosen.id);
  return { success: true, provider: name, profile_id: chosen.id, revocation };
}
