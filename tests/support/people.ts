import type { Role, Scope } from '@/lib/contracts/scope';
import { createKey } from '@/lib/domain/identity/keys';
import { join } from '@/lib/domain/identity/memberships';
import { type Principal, scopesOf } from '@/lib/domain/identity/principal';
import { createUser } from '@/lib/domain/identity/users';
import { createWorkspace } from '@/lib/domain/identity/workspaces';
import { writeSessionCookie } from '@/lib/http/session-cookie';
import { db } from '@/lib/platform/db';
import { randomSlug } from '@/lib/platform/seal/token';

export type TestPerson = {
  userId: string;
  email: string;
  accountId: string;
  /** What a backend names this person by, as `user_id`. */
  externalId: string;
  principal: Principal;
  cookie: string;
};
export type TestWorkspace = { id: string; owner: TestPerson; admin: TestPerson; member: TestPerson };

/** A workspace of its own with one person of each role. */
export async function makeWorkspace(name = 'Tests'): Promise<TestWorkspace> {
  const { id } = await createWorkspace(db(), name);
  const [owner, admin, member] = await Promise.all(
    (['owner', 'admin', 'member'] as const).map((role) => makePerson(id, role)),
  );
  if (!owner || !admin || !member) throw new Error('unreachable');
  return { id, owner, admin, member };
}

export async function makePerson(
  workspaceId: string,
  role: Role,
  passwordHash: string | null = null,
): Promise<TestPerson> {
  const email = `${role}-${randomSlug(8)}@example.com`;
  const user = await createUser(db(), { email, name: `The ${role}`, passwordHash, emailProven: true });
  await db().$transaction((tx) => join(tx, workspaceId, user.id, role));
  const where = { workspaceId_userId: { workspaceId, userId: user.id } };
  const account = await db().account.findUniqueOrThrow({ where, select: { id: true, externalId: true } });
  const principal: Principal = {
    workspaceId,
    accountId: account.id,
    role,
    scopes: scopesOf(role),
    via: { kind: 'session', name: email },
    userId: user.id,
    keyId: null,
    agentId: null,
    locale: 'en',
  };
  return {
    userId: user.id,
    email,
    accountId: account.id,
    externalId: account.externalId,
    principal,
    cookie: await cookieOf(user.id),
  };
}

/** What the browser of somebody who has just signed in sends. */
export async function cookieOf(userId: string, validFrom = Date.now()): Promise<string> {
  return (await writeSessionCookie(userId, validFrom)).split(';')[0] ?? '';
}

export async function makeKey(workspace: TestWorkspace, scopes: Scope[]): Promise<{ id: string; key: string }> {
  return createKey(workspace.owner.principal, { name: `for ${scopes.join(' ')}`, scopes });
}
