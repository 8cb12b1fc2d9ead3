import type { ConnectionToken, NewConnectionToken } from '@/lib/contracts/connection-token';
import { AppError, invalidField } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { type Limit, take } from '@/lib/platform/limits';
import { hashToken, randomToken } from '@/lib/platform/seal/token';
import { say } from '@/lib/sentence';
import { getApp } from '../catalogue/apps';
import { type Principal, requireAccount } from '../identity/principal';
import { toolsToChoose } from '../profiles/create-profile';
import { getProfile } from '../profiles/profiles';
import { isSandboxed } from '../providers/open-provider';
import { getProviderDefinition, requireProvider } from '../providers/provider-settings';
import { ATTEMPT_LIFE_MS, type AttemptRequest, stateOfToken } from './connect-attempts';

/** A person presses Connect a few times; a loop presses it without end. */
const PER_ACCOUNT: Limit = { name: 'connect', points: 60, windowS: 60 };

export type StartedConnect = ConnectionToken & { state: string };

/**
 * Makes an attempt to connect: a new profile, or with `profile_id` the same one again. Only the token's hash is kept.
 * The link opens with us, so that the attempt can be bound to the browser before the provider sees it. `appName` is how
 * the app is named to the caller when the person comes back: as the caller named it, else by its own name.
 */
export async function startConnect(
  principal: Principal,
  provider: string,
  input: NewConnectionToken,
  appName?: string,
): Promise<StartedConnect> {
  const accountId = requireAccount(principal);
  await requireProvider(principal, provider);
  if (getProviderDefinition(provider).kind === 'form') throw invalidField('provider', say('connect.withForm'));
  const asked = await findTarget(principal, provider, input);
  const app = await getApp(provider, asked.appSlug);
  const target = { ...asked, appSlug: app.slug };
  checkRedirect(principal, input.redirect_url);
  await checkWishes(accountId, provider, target, input);
  await take(PER_ACCOUNT, accountId);

  const token = randomToken();
  const state = stateOfToken(token);
  const expiresAt = new Date(Date.now() + ATTEMPT_LIFE_MS);
  const request: AttemptRequest = {
    externalUserId: target.externalUserId,
    startedBy: await findConnectingPerson(principal, accountId),
    ...(input.profile_name && { profileName: input.profile_name }),
    ...(input.display_name && { displayName: input.display_name }),
    ...(input.enabled_tools && { enabledTools: input.enabled_tools }),
    ...(input.oauth_app_id && { oauthAppId: input.oauth_app_id }),
    appName: appName ?? app.name,
    isReconnect: target.profileId !== null,
  };
  const data: Prisma.ConnectAttemptUncheckedCreateInput = {
    tokenHash: hashToken(token),
    stateHash: hashToken(state),
    accountId,
    profileId: target.profileId,
    provider,
    appSlug: target.appSlug,
    origin: principal.via.kind === 'key' ? 'key' : 'session',
    redirectUrl: input.redirect_url ?? null,
    request,
    expiresAt,
  };
  await asAccount(accountId, (tx) => tx.connectAttempt.create({ data, select: { id: true } }));
  return {
    success: true,
    token,
    state,
    link: `${env().appUrl}/connect/${token}`,
    external_user_id: target.externalUserId,
    app: target.appSlug,
    provider,
    expires_at: expiresAt.toISOString(),
    demo: isSandboxed(provider),
  };
}

type Target = { appSlug: string; profileId: string | null; externalUserId: string };

async function findTarget(principal: Principal, provider: string, input: NewConnectionToken): Promise<Target> {
  if (input.profile_id) {
    const profile = await getProfile(principal, input.profile_id, provider);
    if (input.app && input.app !== profile.app_slug) throw invalidField('app', say('profiles.otherApp'));
    return { appSlug: profile.app_slug, profileId: profile.profile_id, externalUserId: profile.external_user_id };
  }
  if (!input.app) throw invalidField('app', say('connect.sayWhat'));
  return { appSlug: input.app, profileId: null, externalUserId: requireAccount(principal) };
}

/**
 * The person who alone may go on with the attempt, signed in. For a key that acts for one person it is that person: else
 * whoever holds the key could connect an account of their own into theirs. Null where a backend answers for its users,
 * and for an account whose user cannot sign in here.
 */
async function findConnectingPerson(principal: Principal, accountId: string): Promise<string | null> {
  const { via, scopes, userId } = principal;
  if (via.kind !== 'key') return userId;
  if (via.actsForAnyUser && scopes.includes('connections:write')) return null;
  const account = await db().account.findUnique({ where: { id: accountId }, select: { userId: true } });
  return account?.userId ?? null;
}

/** From a browser only back to us: an address of somebody else's choosing would make us an open door to it. */
function checkRedirect(principal: Principal, redirectUrl: string | undefined): void {
  if (redirectUrl === undefined || principal.via.kind === 'key') return;
  if (new URL(redirectUrl).origin !== new URL(env().appUrl).origin) {
    throw invalidField('redirect_url', say('connect.returnElsewhere'));
  }
}

/** What would fail at the end is told at the beginning, while the person can still change it. */
async function checkWishes(
  accountId: string,
  provider: string,
  target: Target,
  input: NewConnectionToken,
): Promise<void> {
  if (input.enabled_tools) await toolsToChoose(provider, target.appSlug, input.enabled_tools);
  if (!input.profile_name || target.profileId) return;
  const { appSlug } = target;
  const found = await asAccount(accountId, (tx) =>
    tx.profile.findFirst({
      where: { accountId, provider, appSlug, profileName: input.profile_name ?? '' },
      select: { id: true },
    }),
  );
  if (found) throw new AppError('conflict', say('profiles.nameTaken'));
}
