import type { Member, MemberRemoval } from '@/lib/contracts/member';
import { Role } from '@/lib/contracts/scope';
import { AppError, notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db, taken } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import { openOwnAccount } from './accounts';
import { withCurrentRights } from './current-rights';
import { withdrawInvitesOf } from './invites/withdraw-invites';
import { revokeKeysOf, revokeOwnKeysOf } from './keys';
import { isAdmin, type Principal } from './principal';
import { endSessions } from './users';

const shape = {
  userId: true,
  role: true,
  createdAt: true,
  user: { select: { name: true, email: true } },
} satisfies Prisma.MembershipSelect;

export async function listMembers({ workspaceId }: Principal): Promise<Member[]> {
  const rows = await db().membership.findMany({ where: { workspaceId }, select: shape, orderBy: { createdAt: 'asc' } });
  return rows.map(present);
}

/** Membership and account are made together: whoever can sign in has somewhere to put what they connect. */
export async function join(tx: Db, workspaceId: string, userId: string, role: Role): Promise<Member> {
  const row = await tx.membership
    .create({ data: { workspaceId, userId, role }, select: shape })
    .catch(taken(say('members.alreadyMember')));
  await openOwnAccount(tx, workspaceId, userId);
  return present(row);
}

export function changeRole(
  principal: Principal,
  userId: string,
  role: Role,
  { revoke_keys }: MemberRemoval = { revoke_keys: false },
): Promise<Member> {
  return withCurrentRights(principal, async (tx, current) => {
    const member = await getMember(tx, principal, userId);
    checkMayDecide(current, member.role, role);
    if (role !== 'owner') await checkNotLastOwner(tx, member, principal.workspaceId);
    if (revoke_keys) await revokeKeysOf(tx, principal.workspaceId, userId);
    await withdrawInvitesOf(tx, principal.workspaceId, userId, role);
    const where = { workspaceId_userId: { workspaceId: principal.workspaceId, userId } };
    return present(await tx.membership.update({ where, data: { role }, select: shape }));
  });
}

/**
 * Ends their sessions, open invites and the keys that act as them with the membership, for good: none of them works again
 * when they return. Their account and profiles stay, and are theirs again then. Somebody who is a member elsewhere stays
 * signed in there.
 */
export function removeMember(
  principal: Principal,
  userId: string,
  { revoke_keys }: MemberRemoval = { revoke_keys: false },
): Promise<void> {
  return withCurrentRights(principal, async (tx, current) => {
    const member = await getMember(tx, principal, userId);
    checkMayDecide(current, member.role);
    await checkNotLastOwner(tx, member, principal.workspaceId);
    if (revoke_keys) await revokeKeysOf(tx, principal.workspaceId, userId);
    await revokeOwnKeysOf(tx, principal.workspaceId, userId);
    await withdrawInvitesOf(tx, principal.workspaceId, userId);
    await tx.membership.delete({ where: { workspaceId_userId: { workspaceId: principal.workspaceId, userId } } });
    if ((await tx.membership.count({ where: { userId } })) === 0) await endSessions(tx, userId);
  });
}

/** Members are the business of admins; owners are made, changed and removed by owners only. */
export function checkMayDecide(principal: Principal, ...roles: Role[]): void {
  if (!isAdmin(principal)) throw new AppError('forbidden', say('access.adminOnly'));
  if (principal.role === 'owner' || !roles.includes('owner')) return;
  throw new AppError('forbidden', say('members.ownersByOwners'));
}

async function checkNotLastOwner(tx: Db, member: Member, workspaceId: string): Promise<void> {
  if (member.role !== 'owner') return;
  const owners = await tx.membership.count({ where: { workspaceId, role: 'owner' } });
  if (owners === 1) throw new AppError('conflict', say('members.lastOwner'));
}

async function getMember(tx: Db, { workspaceId }: Principal, userId: string): Promise<Member> {
  const row = await tx.membership.findFirst({ where: { workspaceId, userId }, select: shape });
  if (!row) throw notFound('member');
  return present(row);
}

function present({ userId, role, createdAt, user }: Prisma.MembershipGetPayload<{ select: typeof shape }>): Member {
  return { user_id: userId, ...user, role: Role.parse(role), joined_at: createdAt.toISOString() };
}
