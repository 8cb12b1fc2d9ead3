import type { ConnectFailure } from '@/lib/contracts/connection-token';
import type { JsonObject } from '@/lib/contracts/json';
import { AppError, toAppError } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { hashToken } from '@/lib/platform/seal/token';
import { failureOf, NO_AUTH_CONFIG } from '@/lib/providers/upstream/failure';
import { say } from '@/lib/sentence';
import { getApp, toAppRef } from '../catalogue/apps';
import { findAuthConfig, rememberAuthConfig } from '../catalogue/auth-configs';
import { openKnownProfile } from '../profiles/opened-profiles';
import { readKnownProfile } from '../profiles/read-known-profile';
import { openProvider } from '../providers/open-provider';
import { requireProvider } from '../providers/provider-settings';
import {
  type Attempt,
  findAttemptByToken,
  refusalOf,
  stateOfToken,
  type Visitor,
  webhookNonce,
} from './connect-attempts';
import { isReachable, webhookUrl } from './reachable';

const LIMIT_MS = 20_000;

export type OpenedAttempt = { kind: 'redirect'; url: string } | { kind: 'problem'; failure: ConnectFailure };

/**
 * Binds the attempt to the first browser that opens it, and to the person signed in there, and sends them on to the
 * provider. The same browser may open it again; every other one is turned away.
 */
export async function openAttempt(token: string, visitor: Visitor & { browser: string }): Promise<OpenedAttempt> {
  const attempt = await findAttemptByToken(token);
  if (!attempt) return { kind: 'problem', failure: 'not_found' };
  const refusal = refusalOf(attempt, visitor);
  if (refusal) return { kind: 'problem', failure: refusal };
  if (attempt.outcome !== 'pending') return { kind: 'problem', failure: 'used' };
  if (!(await bind(attempt, visitor))) return { kind: 'problem', failure: 'other_browser' };
  try {
    return { kind: 'redirect', url: await startAtProvider(attempt, token) };
  } catch (caught) {
    log().warn({ cause: caught, provider: attempt.provider }, 'a connection could not be started');
    const failure = toFailure(toAppError(caught));
    await keepStartFailure(attempt, failure);
    return { kind: 'problem', failure };
  }
}

export function toFailure(error: AppError): ConnectFailure {
  if (failureOf(error)?.upstreamCode === NO_AUTH_CONFIG) return 'no_auth_config';
  const { code } = error;
  if (
    code === 'provider_disabled' ||
    code === 'provider_unavailable' ||
    code === 'provider_misconfigured' ||
    code === 'not_found'
  )
    return code;
  return 'provider_rejected';
}

/** The attempt stays pending, so that opening the link again tries again; whoever waits for it is told why. */
async function keepStartFailure({ id, accountId }: Attempt, failure: ConnectFailure): Promise<void> {
  const where = { id, outcome: 'pending' };
  await asAccount(accountId, (tx) => tx.connectAttempt.updateMany({ where, data: { failure } }));
}

/** One statement decides between two browsers that open a link at the same moment. */
async function bind({ id, accountId }: Attempt, { browser, userId }: Visitor & { browser: string }): Promise<boolean> {
  const browserHash = hashToken(browser);
  const { count } = await asAccount(accountId, (tx) =>
    tx.connectAttempt.updateMany({
      where: { id, outcome: 'pending', expiresAt: { gt: new Date() }, OR: [{ browserHash: null }, { browserHash }] },
      data: { browserHash, ...(userId && { userId }) },
    }),
  );
  return count === 1;
}

async function startAtProvider(attempt: Attempt, token: string): Promise<string> {
  const { id, provider, appSlug, request } = attempt;
  const workspace = attempt.account;
  await requireProvider(workspace, provider);
  const app = await getApp(provider, appSlug);
  const authConfigId = request.oauthAppId ?? (await findAuthConfig(workspace, provider, appSlug))?.upstreamId ?? null;
  const start = await openProvider(provider).startConnection({
    app: toAppRef(app),
    externalUserId: request.externalUserId,
    callbackUrl: `${env().OAUTH_REDIRECT_BASE ?? env().appUrl}/connect/callback?state=${stateOfToken(token)}`,
    webhookUrl: isReachable(provider) ? webhookUrl(provider, webhookNonce(id)) : null,
    authConfigId,
    reconnect: await grantToRenew(attempt),
    expiresAt: attempt.expiresAt,
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (start.kind === 'form') throw new AppError('provider_rejected', say('connect.appWithForm'));
  if (start.authConfigId && start.authConfigId !== authConfigId) {
    await rememberAuthConfig(workspace, { provider, appSlug, upstreamId: start.authConfigId, displayName: app.name });
  }
  await addStart(attempt, start.upstream);
  return start.url;
}

/**
 * Adds a start to those of the link's other windows: whichever window is finished connects. A single UPDATE, so that
 * neither of two is lost. What kept an earlier window from starting does not matter any more.
 */
async function addStart({ id, accountId }: Attempt, upstream: JsonObject): Promise<void> {
  const start = JSON.stringify([upstream]);
  await asAccount(
    accountId,
    (tx) => tx.$executeRaw`
      update connect_attempts
      set upstream = upstream || jsonb_build_object('starts', coalesce(upstream -> 'starts', '[]') || ${start}::jsonb),
        failure = case outcome when 'pending' then null else failure end
      where id = ${id}::uuid`,
  );
}

/** The grant that a reconnect renews; null for a new profile, and for one whose grant is gone. */
export async function grantToRenew({ accountId, profileId }: Attempt) {
  const profile = profileId ? await readKnownProfile(accountId, profileId) : null;
  return profile?.upstreamAccountId ? (await openKnownProfile(profile)).account : null;
}
