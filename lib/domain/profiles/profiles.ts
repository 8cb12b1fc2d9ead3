import { AuthType } from '@/lib/contracts/app';
import type { Page } from '@/lib/contracts/paging';
import type { Profile, ProfileQuery } from '@/lib/contracts/profile';
import type { AdminProfile, AdminProfileQuery, ProfileDetails } from '@/lib/contracts/profile-list';
import { type AppError, notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, asWorkspace, type Db } from '@/lib/platform/db';
import { type Principal, requireAccount } from '../identity/principal';
import { escapeLike } from '../storage/like';
import { readCursor, toPage } from '../storage/paging';
import { presentProfile, profileShape } from './present-profile';
import { countNewTools, isSyncing } from './tool-states';

const MAX_WORDS = 10;

/** The account's profiles, newest first. Somebody unknown has none. */
export async function listProfiles({ accountId }: Principal, query: ProfileQuery): Promise<Page<Profile>> {
  if (!accountId) return { items: [], nextCursor: null };
  const rows = await asAccount(accountId, (tx) =>
    tx.profile.findMany({ where: { accountId, ...matching(query) }, select: profileShape, ...newest(query) }),
  );
  return toPage(rows.map(presentProfile), query.limit, positionOf);
}

/** Everybody's, for the admins of a workspace. */
export async function listWorkspaceProfiles(
  { workspaceId }: Principal,
  query: AdminProfileQuery,
): Promise<Page<AdminProfile>> {
  const select = {
    ...profileShape,
    account: { select: { externalId: true, user: { select: { email: true } } } },
  } satisfies Prisma.ProfileSelect;
  const account = { workspaceId, ...(query.account_id && { id: query.account_id }) };
  const rows = await asWorkspace(workspaceId, (tx) =>
    tx.profile.findMany({ where: { account, ...matching(query) }, select, ...newest(query) }),
  );
  const items = rows.map(({ account: owner, ...row }) => ({
    ...presentProfile(row),
    account_external_id: owner.externalId,
    owner: owner.user?.email ?? null,
  }));
  return toPage(items, query.limit, positionOf);
}

/** Someone else's profile is "not found", never "forbidden": an id must not confirm that it exists. */
export async function getProfile(principal: Principal, id: string, provider?: string): Promise<ProfileDetails> {
  const accountId = requireAccount(principal);
  return asAccount(accountId, async (tx) => {
    const row = await tx.profile.findFirst({
      where: { id, accountId, ...(provider && { provider }) },
      select: details,
    });
    if (!row) throw noSuchProfile();
    const app = { provider: row.provider, slug: row.appSlug };
    const found = await tx.app.findUnique({ where: { provider_slug: app }, select: { iconUrl: true } });
    return { ...presentDetails(row), ...(await countNewTools(tx, row)), icon_url: found?.iconUrl ?? null };
  });
}

/** For a page's title: null where the page says itself that there is no such profile of this account. */
export async function findProfileName(principal: Principal, id: string): Promise<string | null> {
  const accountId = requireAccount(principal);
  const row = await asAccount(accountId, (tx) =>
    tx.profile.findFirst({ where: { id, accountId }, select: { displayName: true } }),
  );
  return row?.displayName ?? null;
}

/** For a change: the row, locked, of this account. */
export async function lockProfile(tx: Db, accountId: string, id: string, provider?: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from profiles
    where id = ${id}::uuid and account_id = ${accountId}::uuid and (${provider ?? null}::text is null or provider = ${provider ?? null})
    for update`;
  if (rows.length === 0) throw noSuchProfile();
}

export function noSuchProfile(): AppError {
  return notFound('profile');
}

export const details = {
  ...profileShape,
  knownTools: true,
  toolsChosen: true,
  publicConfig: true,
  connection: {
    select: {
      ...profileShape.connection.select,
      ...{ statusReason: true, authType: true },
      ...{ connectedAt: true, lastSyncedAt: true, expiresAt: true },
    },
  },
} satisfies Prisma.ProfileSelect;

export function presentDetails(row: Prisma.ProfileGetPayload<{ select: typeof details }>) {
  const { connection } = row;
  return {
    ...presentProfile(row),
    status_reason: connection?.statusReason ?? null,
    label: shownLabel(row.publicConfig),
    auth_type: AuthType.nullable().parse(connection?.authType ?? null),
    connected_at: connection?.connectedAt?.toISOString() ?? null,
    last_synced_at: connection?.lastSyncedAt?.toISOString() ?? null,
    expires_at: connection?.expiresAt?.toISOString() ?? null,
    tools_state: isSyncing(row) ? ('syncing' as const) : ('ready' as const),
  };
}

/** Who the user is at the app. */
export function shownLabel(publicConfig: Prisma.JsonValue): string | null {
  const { label } = publicConfig as { label?: unknown };
  return typeof label === 'string' ? label : null;
}

export function matching(query: ProfileQuery): Prisma.ProfileWhereInput {
  const { app_slug, provider, is_active, status, q, cursor } = query;
  const from = cursor ? readCursor(cursor) : null;
  return {
    AND: wordsIn(q).map(holds),
    ...(status && { connection: { status } }),
    ...(app_slug && { appSlug: app_slug }),
    ...(provider && { provider }),
    ...(is_active !== undefined && { isActive: is_active }),
    ...(from && { OR: [{ createdAt: { lt: from.at } }, { createdAt: from.at, id: { lt: from.id } }] }),
  };
}

/** One of the words a person typed, anywhere in what the table shows of a profile. */
function holds(word: string): Prisma.ProfileWhereInput {
  const contains = { contains: word, mode: 'insensitive' } as const;
  return {
    OR: [
      ...[{ profileName: contains }, { displayName: contains }, { appName: contains }, { provider: contains }],
      { publicConfig: { path: ['label'], string_contains: word, mode: 'insensitive' } },
    ],
  };
}

/** `%` and `_` are letters to whoever types them. */
function wordsIn(q = ''): string[] {
  return q.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS).map(escapeLike);
}

export function newest({ limit }: ProfileQuery) {
  return {
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.ProfileOrderByWithRelationInput[],
    take: limit + 1,
  };
}

export function positionOf({ created_at, profile_id }: Profile) {
  return { at: created_at, id: profile_id };
}
