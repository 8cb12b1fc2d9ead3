import type { Account, AccountQuery } from '@/lib/contracts/account';
import { isId } from '@/lib/contracts/ids';
import type { Page } from '@/lib/contracts/paging';
import { notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asWorkspace, type Db, db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { randomToken } from '@/lib/platform/seal/token';
import { escapeLike } from '../storage/like';
import { readCursor, toPage } from '../storage/paging';
import type { Principal } from './principal';

/** `workspace external-id` → account id. Cleared by a change of any account; that somebody is unknown is not kept. */
const known = memory<string | null>({ name: 'accounts', stale: ({ table }) => (table === 'accounts' ? 'all' : []) });

/**
 * The account that a caller of this workspace means by `user_id`. Made on the first write; on a read, somebody unknown
 * is null, and has nothing. The same words in another workspace are another account.
 */
export async function accountFor(
  { workspaceId }: Pick<Principal, 'workspaceId'>,
  externalId: string,
  { create }: { create: boolean },
): Promise<string | null> {
  const where = { workspaceId_externalId: { workspaceId, externalId } };
  const name = `${workspaceId} ${externalId}`;
  const found = await known().get(name, async () => {
    const row = await db().account.findUnique({ where, select: { id: true } });
    return row?.id ?? null;
  });
  if (found) return found;
  known().forget([name]);
  if (!create) return null;
  await db().account.createMany({ data: [{ workspaceId, externalId }], skipDuplicates: true });
  const made = await db().account.findUniqueOrThrow({ where, select: { id: true } });
  return made.id;
}

/** For an admin who names somebody else's account, by its id or by what callers call it. */
export async function getAccountId({ workspaceId }: Principal, named: string): Promise<string> {
  const row = await db().account.findFirst({
    where: { workspaceId, OR: [{ externalId: named }, ...(isId(named) ? [{ id: named }] : [])] },
    select: { id: true },
  });
  if (!row) throw notFound('user');
  return row.id;
}

/** What callers with a key call the account. */
export async function getExternalId(accountId: string): Promise<string> {
  const row = await db().account.findUniqueOrThrow({ where: { id: accountId }, select: { externalId: true } });
  return row.externalId;
}

/** The account of somebody who signs in here. Someone who was removed and comes back finds their former one. */
export async function openOwnAccount(tx: Db, workspaceId: string, userId: string): Promise<string> {
  const data = [{ workspaceId, userId, externalId: `usr_${randomToken(16)}` }];
  await tx.account.createMany({ data, skipDuplicates: true });
  const where = { workspaceId_userId: { workspaceId, userId } };
  const account = await tx.account.findUniqueOrThrow({ where, select: { id: true } });
  return account.id;
}

/** Every account of the workspace, newest first; `q` is an id, or text in the external id, the person's name or e-mail. */
export async function listAccounts({ workspaceId }: Principal, query: AccountQuery): Promise<Page<Account>> {
  const accounts = await asWorkspace(workspaceId, async (tx) => {
    const rows = await tx.account.findMany({
      where: { workspaceId, AND: [matching(query.q), olderThan(query.cursor)] },
      select: shape,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: query.limit + 1,
    });
    // Counted for this page alone: as part of the query above, the profiles of everybody would be counted.
    const counts = await tx.profile.groupBy({
      by: 'accountId',
      where: { accountId: { in: rows.map(({ id }) => id) } },
      _count: true,
    });
    const profilesOf = new Map(counts.map(({ accountId, _count }) => [accountId, _count]));
    return rows.map((row) => present(row, profilesOf.get(row.id) ?? 0));
  });
  return toPage(accounts, query.limit, ({ created_at, id }) => ({ at: created_at, id }));
}

const shape = {
  id: true,
  externalId: true,
  createdAt: true,
  user: { select: { id: true, name: true, email: true } },
} satisfies Prisma.AccountSelect;

function matching(q: string | undefined): Prisma.AccountWhereInput {
  if (!q) return {};
  const contains = { contains: escapeLike(q), mode: 'insensitive' as const };
  const texts = [{ externalId: contains }, { user: { name: contains } }, { user: { email: contains } }];
  return { OR: [...texts, ...(isId(q) ? [{ id: q }] : [])] };
}

function olderThan(cursor: string | undefined): Prisma.AccountWhereInput {
  if (!cursor) return {};
  const { at: createdAt, id } = readCursor(cursor);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function present(row: Prisma.AccountGetPayload<{ select: typeof shape }>, profiles: number): Account {
  return {
    id: row.id,
    external_id: row.externalId,
    user: row.user,
    profiles,
    created_at: row.createdAt.toISOString(),
  };
}
