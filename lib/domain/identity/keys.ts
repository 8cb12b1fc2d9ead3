import type { CreatedKey, Key, KeyDraft } from '@/lib/contracts/key';
import { AGENT_SCOPES, Scope } from '@/lib/contracts/scope';
import { AppError, invalidField, notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db } from '@/lib/platform/db';
import { hashToken, randomSlug, randomToken } from '@/lib/platform/seal/token';
import { say } from '@/lib/sentence';
import { withCurrentRights } from './current-rights';
import { findMaker, type Maker } from './makers';
import { isAdmin, type Principal, requireAccount } from './principal';

const shape = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  agentId: true,
  createdBy: true,
  expiresAt: true,
  lastUsedAt: true,
  createdAt: true,
  revokedAt: true,
  account: { select: { externalId: true, user: { select: { name: true } } } },
} satisfies Prisma.ApiKeySelect;

/** An admin sees every key of the workspace, anybody else those that act as them. */
export async function listKeys(principal: Principal): Promise<Key[]> {
  const where = inReach(principal);
  const rows = await db().apiKey.findMany({ where, select: shape, orderBy: { createdAt: 'desc' } });
  const makers = await findMakers(rows);
  return rows.map((row) => present(row, makers));
}

export async function getKey(principal: Principal, id: string): Promise<Key> {
  const row = await db().apiKey.findFirst({ where: { id, ...inReach(principal) }, select: shape });
  if (!row) throw notFound('key');
  return present(row, await findMakers([row]));
}

function inReach(principal: Principal): Prisma.ApiKeyWhereInput {
  const { workspaceId } = principal;
  if (isAdmin(principal)) return { workspaceId };
  return { workspaceId, accountId: requireAccount(principal) };
}

/** Shown once: only the hash stays. Nobody can hand out a scope they do not have, nor more time than their key has. */
export function createKey(principal: Principal, input: KeyDraft): Promise<CreatedKey> {
  return withCurrentRights(principal, async (tx, current) => {
    const accountId = boundTo(current, input.acts_as);
    const beyond = input.scopes.find((scope) => !current.scopes.includes(scope));
    if (beyond) throw new AppError('forbidden', say('keys.scopeBeyond', { scope: beyond }));
    const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
    if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalidField('expires_at', say('keys.past'));
    const maker = await findMaker(tx, current);
    checkExpiry(maker, expiresAt);
    if (input.agent_id) await checkAgent(tx, current, input.agent_id, input.scopes);

    const prefix = `pb_${randomSlug(8)}`;
    const key = `${prefix}_${randomToken()}`;
    const row = await tx.apiKey.create({
      data: {
        workspaceId: current.workspaceId,
        name: input.name,
        prefix,
        hash: hashToken(key),
        scopes: [...new Set(input.scopes)],
        agentId: input.agent_id ?? null,
        accountId,
        createdBy: maker.userId,
        expiresAt,
      },
      select: shape,
    });
    return { ...present(row, await findMakers([row], tx)), key };
  });
}

/** Else a key that was lent for a day could make itself a successor for good. */
function checkExpiry(maker: Maker, expiresAt: Date | null): void {
  if (!maker.expiresAt || (expiresAt && expiresAt <= maker.expiresAt)) return;
  throw invalidField('expires_at', say('keys.outlivesMaker', { time: maker.expiresAt.toISOString() }));
}

/** The account a new key is bound to; null for one whose caller names a user, which only admins hand out. */
function boundTo(principal: Principal, actsAs: KeyDraft['acts_as'] = 'any_user'): string | null {
  if (actsAs === 'me') {
    if (principal.accountId) return principal.accountId;
    throw invalidField('acts_as', say('keys.nobodyToActAs'));
  }
  if (isAdmin(principal)) return null;
  throw new AppError('forbidden', say('keys.anyUserByAdmin'));
}

/** Takes effect in every process as soon as it is committed. Revoking twice keeps the first moment. */
export async function revokeKey(principal: Principal, id: string): Promise<void> {
  const { revoked_at } = await getKey(principal, id);
  if (revoked_at) return;
  await db().apiKey.updateMany({
    where: { id, workspaceId: principal.workspaceId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}

/** The keys for any user that somebody made, which belong to the workspace and outlive them. */
export async function revokeKeysOf(tx: Db, workspaceId: string, userId: string): Promise<void> {
  const where = { workspaceId, createdBy: userId, accountId: null, revokedAt: null };
  await tx.apiKey.updateMany({ where, data: { revokedAt: new Date() } });
}

/** The keys that act as somebody, who leaves: they do not come back with them. */
export async function revokeOwnKeysOf(tx: Db, workspaceId: string, userId: string): Promise<void> {
  const where = { workspaceId, account: { userId }, revokedAt: null };
  await tx.apiKey.updateMany({ where, data: { revokedAt: new Date() } });
}

export async function markKeysUsed(ids: string[], at: Date): Promise<void> {
  await db().apiKey.updateMany({ where: { id: { in: ids } }, data: { lastUsedAt: at } });
}

async function checkAgent(tx: Db, { workspaceId }: Principal, id: string, scopes: Scope[]): Promise<void> {
  const beyond = scopes.find((scope) => !AGENT_SCOPES.includes(scope));
  if (beyond) throw invalidField('scopes', say('keys.agentScope', { scope: beyond }));
  const found = await tx.agent.count({ where: { id, workspaceId } });
  if (found === 0) throw invalidField('agent_id', say('notFound.agent'));
}

type Row = Prisma.ApiKeyGetPayload<{ select: typeof shape }>;
type Makers = Map<string, NonNullable<Key['made_by']>>;

async function findMakers(rows: Row[], tx: Db = db()): Promise<Makers> {
  const ids = [...new Set(rows.flatMap(({ createdBy }) => createdBy ?? []))];
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, { user_id: id, name }]));
}

function present(row: Row, makers: Makers): Key {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: Scope.array().parse(row.scopes),
    agent_id: row.agentId,
    acts_as: row.account ? 'me' : 'any_user',
    user: row.account && { user_id: row.account.externalId, name: row.account.user?.name ?? null },
    made_by: makers.get(row.createdBy ?? '') ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
