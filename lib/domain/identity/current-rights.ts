import { Role, type Scope } from '@/lib/contracts/scope';
import { AppError } from '@/lib/errors';
import { type Db, db } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import { roleOfKey, scopesOfKey, withMemberships } from './key-rights';
import { type Principal, scopesOf } from './principal';

/**
 * Runs `work` with the rights that the principal has by then, while nobody else decides about members, keys or invites
 * of the workspace. Without it, a request that was admitted just before its sender was demoted or removed would leave a
 * key or an invite behind that the removal has not seen, and two owners could remove each other.
 */
export function withCurrentRights<Result>(
  principal: Principal,
  work: (tx: Db, current: Principal) => Promise<Result>,
): Promise<Result> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select id from workspaces where id = ${principal.workspaceId}::uuid for update`;
    return work(tx, await readRights(tx, principal));
  });
}

async function readRights(tx: Db, principal: Principal): Promise<Principal> {
  const { workspaceId, userId, keyId } = principal;
  if (userId) {
    const membership = await tx.membership.findFirst({ where: { workspaceId, userId }, select: { role: true } });
    if (!membership) throw new AppError('unauthenticated', say('access.signIn'));
    const role = Role.parse(membership.role);
    return { ...principal, role, scopes: bothHave(scopesOf(role), principal.scopes) };
  }
  if (!keyId) return principal; // the key of the environment, whose rights are the operator's word
  const key = await tx.apiKey.findFirst({
    where: { id: keyId, workspaceId, revokedAt: null },
    include: withMemberships,
  });
  const scopes = key && scopesOfKey(key);
  if (!scopes) throw new AppError('unauthenticated', say('access.keyUnknown'));
  return { ...principal, role: roleOfKey(scopes), scopes: bothHave(scopes, principal.scopes) };
}

function bothHave(now: readonly Scope[], then: readonly Scope[]): Scope[] {
  return now.filter((scope) => then.includes(scope));
}
