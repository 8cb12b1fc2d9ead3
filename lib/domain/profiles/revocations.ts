import type { PendingRevocation } from '@/lib/contracts/connection';
import type { JsonObject } from '@/lib/contracts/json';
import { asAccount, asSystem, type Db, db } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { randomId } from '@/lib/platform/seal/token';
import { toAppRef } from '../catalogue/apps';
import type { Principal } from '../identity/principal';
import { openProvider } from '../providers/open-provider';
import { openValue, sealValue } from '../storage/data-keys';

/** A grant as it stands at its provider, after the profile that held it is gone. */
export type GrantToRevoke = {
  accountId: string;
  profileId: string;
  provider: string;
  appSlug: string;
  externalUserId: string;
  upstreamAccountId: string;
  secret: JsonObject | null;
  /** The same person has just replaced it by a newer one. */
  replaced?: boolean;
};

const LIMIT_MS = 10_000;
const BATCH = 50;
const MAX_PAUSE_S = 3600;

/** Sealed for a row that does not exist yet, because sealing may need a connection of its own. */
export async function planRevocation({ secret, ...grant }: GrantToRevoke) {
  const id = randomId();
  const place = { accountId: grant.accountId, table: 'revocations', rowId: id };
  return { ...grant, id, sealedSecret: secret && (await sealValue(place, secret)) };
}

export type PlannedRevocation = Awaited<ReturnType<typeof planRevocation>>;

/** In the transaction that lets the grant go: either both happen, or neither. */
export async function addRevocation(tx: Db, planned: PlannedRevocation): Promise<void> {
  // Not due for a moment: whoever added it tries first.
  await tx.revocation.create({
    data: { ...planned, nextAt: new Date(Date.now() + 2 * LIMIT_MS) },
    select: { id: true },
  });
}

/** Tries at once. False when the provider did not take it; then it is tried again until it does. */
export async function revokeNow({ id, accountId }: Pick<PlannedRevocation, 'id' | 'accountId'>): Promise<boolean> {
  return asAccount(accountId, (tx) => tx.revocation.findUniqueOrThrow({ where: { id } })).then(revoke);
}

/** For the job: whatever is due. Returns how many are done. */
export async function retryRevocations(): Promise<number> {
  const due = await asSystem((tx) =>
    tx.revocation.findMany({
      where: { doneAt: null, nextAt: { lte: new Date() } },
      orderBy: { nextAt: 'asc' },
      take: BATCH,
    }),
  );
  let done = 0;
  for (const row of due) if (await revoke(row)) done += 1;
  return done;
}

/** Grants of the account that still stand at their provider, for a page to say so. */
export async function listPendingRevocations({ accountId }: Principal): Promise<PendingRevocation[]> {
  if (!accountId) return [];
  const rows = await asAccount(accountId, (tx) =>
    tx.revocation.findMany({ where: { accountId, doneAt: null }, orderBy: { createdAt: 'desc' }, take: 200 }),
  );
  return rows.map(({ profileId, provider, appSlug, createdAt, nextAt }) => ({
    profile_id: profileId,
    provider,
    app_slug: appSlug,
    since: createdAt.toISOString(),
    next_try_at: nextAt.toISOString(),
  }));
}

type Row = Awaited<ReturnType<Db['revocation']['findUniqueOrThrow']>>;

async function revoke(row: Row): Promise<boolean> {
  const { id, accountId, provider, appSlug, profileId, externalUserId, upstreamAccountId, sealedSecret } = row;
  const note = (data: object) => asAccount(accountId, (tx) => tx.revocation.updateMany({ where: { id }, data }));
  try {
    const secret = sealedSecret && (await openValue({ accountId, table: 'revocations', rowId: id }, sealedSecret));
    const app = await db().app.findUnique({ where: { provider_slug: { provider, slug: appSlug } } });
    const account = {
      app: app ? toAppRef(app) : { slug: appSlug, upstream: {} },
      ...{ profileId, externalUserId, upstreamAccountId, secret },
    };
    await openProvider(provider).removeConnection(account, AbortSignal.timeout(LIMIT_MS), { replaced: row.replaced });
  } catch (cause) {
    log().warn({ cause, provider, appSlug }, 'a grant could not be revoked yet');
    const pauseS = Math.min(15 * 2 ** row.attempts, MAX_PAUSE_S);
    const lastFailure = cause instanceof Error ? cause.message : null;
    await note({ attempts: row.attempts + 1, lastFailure, nextAt: new Date(Date.now() + pauseS * 1000) });
    return false;
  }
  await note({ doneAt: new Date(), lastFailure: null, sealedSecret: null });
  return true;
}
