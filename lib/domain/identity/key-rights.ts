import { AGENT_SCOPES, Role, SCOPES, Scope } from '@/lib/contracts/scope';
import type { Prisma } from '@/lib/generated/prisma/client';
import { scopesOf } from './principal';

export const withMemberships = {
  account: { select: { user: { select: { memberships: true } } } },
} satisfies Prisma.ApiKeyInclude;

type Row = Prisma.ApiKeyGetPayload<{ include: typeof withMemberships }>;

/** What a key may do by now, or null when it acts as somebody who left the workspace. */
export function scopesOfKey({ workspaceId, agentId, account, scopes }: Row): Scope[] | null {
  const mine = account?.user?.memberships.find((membership) => membership.workspaceId === workspaceId);
  if (account?.user && !mine) return null;
  const allowed = mine ? scopesOf(Role.parse(mine.role)) : SCOPES;
  const ofAgent = agentId ? AGENT_SCOPES : SCOPES;
  return Scope.array()
    .parse(scopes)
    .filter((scope) => allowed.includes(scope) && ofAgent.includes(scope));
}

/** A key has no role of its own: its scopes say whether it administers the workspace. */
export function roleOfKey(scopes: readonly Scope[]): Role {
  return scopes.includes('admin') ? 'admin' : 'member';
}
