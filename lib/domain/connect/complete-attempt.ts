import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { AppError, toAppError } from '@/lib/errors';
import { asAccount, type Db } from '@/lib/platform/db';
import { enqueue } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { randomId } from '@/lib/platform/seal/token';
import type { NewAccount } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';
import { getApp } from '../catalogue/apps';
import { ensureTools } from '../catalogue/discover-tools';
import { listStoredTools } from '../catalogue/tools';
import { recordAudit } from '../identity/audit';
import { insertProfile } from '../profiles/create-profile';
import { lockDefault } from '../profiles/default-profile';
import { defaultTools, writeDefaultTools } from '../profiles/default-tools';
import { freeProfileName } from '../profiles/profile-names';
import { lockProfile } from '../profiles/profiles';
import { readKnownProfile } from '../profiles/read-known-profile';
import { discoverSoon } from '../profiles/refresh-tools';
import { addRevocation, type PlannedRevocation, planRevocation, revokeNow } from '../profiles/revocations';
import { writeGrant } from '../profiles/write-grant';
import { lockEnabledProvider } from '../providers/switch-provider';
import { sealValue } from '../storage/data-keys';
import type { Attempt, FinishedAttempt, Visitor } from './connect-attempts';
import { toFailure } from './open-attempt';
import { letOrphanGo } from './orphaned-grants';

/**
 * From a proven account to a profile, in one transaction: the profile (new, or the same one again with its id, tools
 * and history), its connection, and the attempt used up. Of two that arrive together, one finds the attempt used.
 */
export async function completeAttempt(
  attempt: Attempt,
  account: NewAccount,
  visitor: Visitor,
): Promise<FinishedAttempt> {
  if (account.externalUserId !== attempt.request.externalUserId) {
    await letOrphanGo(attempt, account);
    return { kind: 'problem', failure: 'provider_rejected', attempt };
  }
  try {
    const { profileId, former, isNew, hasTools } = await connect(attempt, account);
    if (former) await revokeNow(former);
    if (!hasTools) await discoverLater(attempt);
    await tellAudit(attempt, profileId, visitor, isNew);
    return { kind: 'completed', profileId, attempt };
  } catch (caught) {
    const error = toAppError(caught);
    if (error.code === 'internal') throw caught;
    log().warn({ cause: caught, provider: attempt.provider }, 'a connection was not completed');
    const failure = failureOf(error);
    if (failure !== 'used') await letOrphanGo(attempt, account);
    return { kind: 'problem', failure, attempt };
  }
}

async function connect(attempt: Attempt, account: NewAccount) {
  const { accountId, provider, appSlug } = attempt;
  const existing = attempt.profileId ?? (await findHolder(attempt, account));
  const profileId = existing ?? randomId();
  const app = await getApp(provider, appSlug);
  const chosen = await toolsOf(attempt);
  const sealedConfig =
    account.secret && (await sealValue({ accountId, table: 'profiles', rowId: profileId }, account.secret));
  const former = existing ? await planForFormer(accountId, existing, account.upstreamAccountId) : null;

  await asAccount(accountId, async (tx) => {
    await lockEnabledProvider(tx, attempt.account.workspaceId, provider);
    await useUp(tx, attempt.id);
    await refuseForeign(tx, attempt, account);
    await lockDefault(tx, accountId, appSlug);
    if (existing) await lockProfile(tx, accountId, existing, provider);
    else await insert(tx, attempt, profileId, app.name);
    await writeGrant(tx, profileId, account, { sealedConfig });
    if (chosen) await writeDefaultTools(tx, profileId, chosen);
    if (former) await addRevocation(tx, former);
    await tx.connectAttempt.update({ where: { id: attempt.id }, data: { profileId }, select: { id: true } });
  });
  return { profileId, former, isNew: existing === null, hasTools: chosen !== undefined };
}

/** A grant that comes back, by the provider's id of it, stays the profile that it is here. */
async function findHolder({ accountId, provider }: Attempt, account: NewAccount): Promise<string | null> {
  const { upstreamAccountId } = account;
  if (account.authType === 'none') return null; // nobody's account: any number of profiles may stand on it
  const row = await asAccount(accountId, (tx) =>
    tx.connection.findFirst({ where: { accountId, provider, upstreamAccountId }, select: { profileId: true } }),
  );
  return row?.profileId ?? null;
}

/** Undefined when the provider would not say: then the tools follow as soon as it does. */
async function toolsOf({ provider, appSlug, request }: Attempt) {
  const app = { provider, slug: appSlug };
  try {
    await ensureTools(app);
  } catch (cause) {
    log().warn({ cause, ...app }, 'tools could not be discovered after connecting');
    return undefined;
  }
  return defaultTools(await listStoredTools(app), request.enabledTools);
}

/** The connection stands, whether or not the queue answers; every ten minutes all such apps are looked at. */
async function discoverLater({ provider, appSlug: slug }: Attempt): Promise<void> {
  await enqueue(discoverSoon, { provider, slug }, `${provider} ${slug}`).catch((cause) =>
    log().warn({ cause, provider, slug }, 'tools will be discovered later'),
  );
}

async function planForFormer(accountId: string, profileId: string, next: string): Promise<PlannedRevocation | null> {
  const profile = await readKnownProfile(accountId, profileId);
  if (!profile?.upstreamAccountId || profile.upstreamAccountId === next) return null;
  const { provider, appSlug, externalUserId, upstreamAccountId } = profile;
  return planRevocation({
    accountId,
    profileId,
    provider,
    appSlug,
    externalUserId,
    upstreamAccountId,
    secret: null,
    replaced: true,
  });
}

async function useUp(tx: Db, id: string): Promise<void> {
  const { count } = await tx.connectAttempt.updateMany({
    where: { id, outcome: { in: ['pending', 'confirming'] }, expiresAt: { gt: new Date() } },
    data: { outcome: 'completed', completedAt: new Date(), sealedResult: null },
  });
  if (count === 0) throw new AppError('conflict', say('connect.linkUsed'));
}

async function refuseForeign(tx: Db, { provider, accountId }: Attempt, account: NewAccount): Promise<void> {
  const { upstreamAccountId } = account;
  if (account.authType === 'none') return;
  const [row] = await tx.$queryRaw<{ is: boolean }[]>`
    select upstream_account_is_foreign(${provider}, ${upstreamAccountId}, ${accountId}::uuid) as is`;
  if (row?.is !== false) throw new AppError('forbidden', say('connect.someoneElses'));
}

async function insert(tx: Db, attempt: Attempt, id: string, appName: string): Promise<void> {
  const { accountId, provider, appSlug, request } = attempt;
  const place = { accountId, provider, appSlug };
  const profileName = await freeProfileName(tx, { ...place, wanted: request.profileName ?? appName });
  await insertProfile(tx, {
    ...place,
    id,
    appName,
    profileName,
    displayName: request.displayName ?? profileName,
    externalUserId: request.externalUserId,
    oauthAppId: request.oauthAppId ?? null,
  });
}

function failureOf(error: AppError): ConnectFailure {
  if (error.code === 'conflict') return 'used';
  return error.code === 'forbidden' ? 'taken' : toFailure(error);
}

async function tellAudit(attempt: Attempt, profileId: string, visitor: Visitor, isNew: boolean): Promise<void> {
  const { userId, actor = { kind: userId ? 'user' : 'visitor', id: userId, name: null } } = visitor;
  const { accountId, provider, appSlug, origin } = attempt;
  await recordAudit({
    workspaceId: attempt.account.workspaceId,
    accountId,
    actor,
    action: isNew ? 'profile.connect' : 'profile.reconnect',
    subject: profileId,
    detail: { provider, app_slug: appSlug, origin },
  });
}
