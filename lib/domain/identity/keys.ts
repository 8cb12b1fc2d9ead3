import type { CreatedKey, Key, NewKey } from '@/lib/contracts/key';
import { Scope } from '@/lib/contracts/scope';
import { AppError } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { db } from '@/lib/platform/db';
import { hashToken, randomSlug, randomToken } from '@/lib/platform/seal/token';
import type { Principal } from './principal';

const shape = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  agentId: true,
  expiresAt: true,
  lastUsedAt: true,
  createdAt: true,
  revokedAt: true,
} satisfies Prisma.ApiKeySelect;

export async function listKeys({ workspaceId }: Principal): Promise<Key[]> {
  const rows = await db().apiKey.findMany({ where: { workspaceId }, select: shape, orderBy: { createdAt: 'desc' } });
  return rows.map(present);
}

export async function getKey({ workspaceId }: Principal, id: string): Promise<Key> {
  const row = await db().apiKey.findFirst({ where: { id, workspaceId }, select: shape });
  if (!row) throw new AppError('not_found', 'There is no such key.');
  return present(row);
}

/** Shown once: only the hash stays. Nobody can hand out a scope they do not have themselves. */
export async function createKey(principal: Principal, input: NewKey): Promise<CreatedKey> {
  const beyond = input.scopes.find((scope) => !principal.scopes.includes(scope));
  if (beyond)
    throw new AppError('forbidden', `You cannot give a key the scope ${beyond}: you do not have it yourself.`);
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw wrong('expires_at', 'This moment has already passed.');
  if (input.agent_id) await checkAgent(principal, input.agent_id);

  const prefix = `pb_${randomSlug(8)}`;
  const key = `${prefix}_${randomToken()}`;
  const row = await db().apiKey.create({
    data: {
      workspaceId: principal.workspaceId,
      name: input.name,
      prefix,
      hash: hashToken(key),
      scopes: [...new Set(input.scopes)],
      agentId: input.agent_id ?? null,
      createdBy: principal.userId,
      expiresAt,
    },
    select: shape,
  });
  return { ...present(row), key };
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

export async function markKeysUsed(ids: string[], at: Date): Promise<void> {
  await db().apiKey.updateMany({ where: { id: { in: ids } }, data: { lastUsedAt: at } });
}

async function checkAgent({ workspaceId }: Principal, id: string): Promise<void> {
  const found = await db().agent.count({ where: { id, workspaceId } });
  if (found === 0) throw wrong('agent_id', 'There is no such agent.');
}

function wrong(field: string, message: string): AppError {
  return new AppError('invalid_request', 'Some fields need another look.', { fields: { [field]: message } });
}

function present(row: Prisma.ApiKeyGetPayload<{ select: typeof shape }>): Key {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: Scope.array().parse(row.scopes),
    agent_id: row.agentId,
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
