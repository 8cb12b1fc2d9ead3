import type { AuthType } from '@/lib/contracts/app';
import type { Connection, ConnectionQuery } from '@/lib/contracts/connection';
import type { JsonObject } from '@/lib/contracts/json';
import type { Page } from '@/lib/contracts/paging';
import { ConnectionStatus } from '@/lib/contracts/profile';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount } from '@/lib/platform/db';
import { type Principal, requireAccount } from '../identity/principal';
import { applyFailedCheck, applyGrantState, grantStateOf } from '../profiles/grant-state';
import { getKnownProfile, openKnownProfile } from '../profiles/opened-profiles';
import { getProfile } from '../profiles/profiles';
import { presentOutage } from '../profiles/reachability';
import { demoMark } from '../providers/open-provider';
import { requireProvider } from '../providers/provider-settings';
import { readCursor, toPage } from '../storage/paging';

const LIMIT_MS = 20_000;

const shape = {
  id: true,
  profileId: true,
  accountId: true,
  provider: true,
  appSlug: true,
  externalUserId: true,
  oauthAppId: true,
  status: true,
  statusReason: true,
  unreachableSince: true,
  unreachableReason: true,
  authType: true,
  metadata: true,
  connectedAt: true,
  lastSyncedAt: true,
  lastUsedAt: true,
  expiresAt: true,
  createdAt: true,
  profile: { select: { profileName: true, appName: true, publicConfig: true } },
} satisfies Prisma.ConnectionSelect;

export async function listConnections({ accountId }: Principal, query: ConnectionQuery): Promise<Page<Connection>> {
  if (!accountId) return { items: [], nextCursor: null };
  const { external_user_id, app_slug, provider, status, cursor, limit } = query;
  const from = cursor ? readCursor(cursor) : null;
  const rows = await asAccount(accountId, (tx) =>
    tx.connection.findMany({
      where: {
        accountId,
        ...(external_user_id && { externalUserId: external_user_id }),
        ...(app_slug && { appSlug: app_slug }),
        ...(provider && { provider }),
        ...(status && { status }),
        ...(from && { OR: [{ createdAt: { lt: from.at } }, { createdAt: from.at, id: { lt: from.id } }] }),
      },
      select: shape,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    }),
  );
  const last = rows.slice(0, limit).at(-1);
  return toPage(rows.map(present), limit, () => ({ at: last?.createdAt.toISOString() ?? '', id: last?.id ?? '' }));
}

/**
 * Asks the provider now, and writes what it says. When it does not answer, that is told and written beside the status,
 * which stays what it last was.
 */
export async function checkConnection(principal: Principal, profileId: string, provider?: string) {
  const accountId = requireAccount(principal);
  const { provider: id } = await getProfile(principal, profileId, provider);
  await requireProvider(principal, id);
  const opened = await openKnownProfile(await getKnownProfile(principal, profileId));
  const state = await opened.provider
    .checkConnection(opened.account, AbortSignal.timeout(LIMIT_MS))
    .catch(async (caught: unknown) => {
      const refused = grantStateOf(caught);
      if (refused) return refused;
      await asAccount(accountId, (tx) => applyFailedCheck(tx, opened.account, caught));
      throw caught;
    });
  await asAccount(accountId, (tx) => applyGrantState(tx, opened.account, state));
  return getProfile(principal, profileId, provider);
}

function present(row: Prisma.ConnectionGetPayload<{ select: typeof shape }>): Connection {
  const { label } = row.profile.publicConfig as { label?: unknown };
  return {
    connection_id: row.id,
    profile_id: row.profileId,
    profile_name: row.profile.profileName,
    account_id: row.accountId,
    provider: row.provider,
    app_slug: row.appSlug,
    app_name: row.profile.appName,
    external_user_id: row.externalUserId,
    oauth_app_id: row.oauthAppId,
    status: ConnectionStatus.parse(row.status),
    status_reason: row.statusReason,
    unreachable: presentOutage(row),
    auth_type: row.authType as AuthType | null,
    label: typeof label === 'string' ? label : null,
    metadata: row.metadata as JsonObject,
    connected_at: row.connectedAt?.toISOString() ?? null,
    last_synced_at: row.lastSyncedAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    demo: demoMark(row.provider),
  };
}
