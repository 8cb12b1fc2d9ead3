import type { Role } from '@/lib/contracts/scope';
import { Role as RoleSchema } from '@/lib/contracts/scope';
import { Locale } from '@/lib/contracts/user';
import { db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import type { Change } from '@/lib/platform/notify';
import { randomId } from '@/lib/platform/seal/token';
import { isDemoOpen } from './demo';
import { hasEnded } from './ended-sessions';
import { type Principal, scopesOf } from './principal';

/** Somebody who may sign in, as far as every request of theirs needs to know. */
export type Person = {
  userId: string;
  email: string;
  locale: Locale;
  sessionsValidFrom: number;
  /** They act in the demo's workspace, which closes. */
  isDemo: boolean;
  workspaceId: string;
  role: Role;
  accountId: string;
};

const people = memory<Person | null>({ name: 'people', stale });

function stale(change: Change): string[] | 'all' {
  if (change.table === 'users') return change.id ? [change.id] : 'all';
  if (change.table === 'memberships') return change.user_id ? [change.user_id] : 'all';
  return change.table === 'workspaces' || change.table === 'accounts' ? 'all' : [];
}

/**
 * A session, under the `sessions_valid_from` of its user at the moment they proved who they are. A later one ends it,
 * whatever the clocks of two machines say.
 */
export type SignedIn = { userId: string; sessionId: string; validFrom: number };

/**
 * Who a session or token belongs to, or null when it has ended: signed out, signed in before the password changed or
 * everything was signed out, or no longer a member anywhere. Holds in every process as soon as the change is committed.
 */
export async function findSignedIn({ userId, sessionId, validFrom }: SignedIn): Promise<Person | null> {
  const person = await people().get(userId, () => findPerson(userId));
  if (!person || validFrom < person.sessionsValidFrom) return null;
  if (!(await mayEnter(person))) return null;
  return (await hasEnded(sessionId)) ? null : person;
}

/**
 * What to write into a new session, or null for somebody who is a member nowhere. `provenUnder` is what their sessions
 * were valid from when their password was read: one that has been changed since then starts no session.
 */
export async function startSession(
  userId: string,
  provenUnder?: number,
): Promise<(SignedIn & { person: Person }) | null> {
  const person = await findPerson(userId);
  if (!person || !(await mayEnter(person))) return null;
  if (provenUnder !== undefined && provenUnder < person.sessionsValidFrom) return null;
  return { person, userId, sessionId: randomId(), validFrom: person.sessionsValidFrom };
}

export function principalOf(person: Person, kind: 'session' | 'token'): Principal {
  const { userId, workspaceId, accountId, role, locale, email } = person;
  return {
    ...{ workspaceId, accountId, role, userId, locale, scopes: scopesOf(role) },
    ...{ keyId: null, agentId: null, via: { kind, name: email } },
  };
}

async function mayEnter({ isDemo }: Person): Promise<boolean> {
  return !isDemo || (await isDemoOpen());
}

/**
 * Someone in several workspaces acts in the one they joined last; in the demo only if they are nowhere else. The demo's
 * user acts nowhere else, because anybody may enter as that user.
 */
async function findPerson(userId: string): Promise<Person | null> {
  const membership = await db().membership.findFirst({
    where: { userId, OR: [{ user: { isDemo: false } }, { workspace: { isDemo: true } }] },
    orderBy: [{ workspace: { isDemo: 'asc' } }, { createdAt: 'desc' }, { workspaceId: 'asc' }],
    select: {
      workspaceId: true,
      role: true,
      workspace: { select: { isDemo: true } },
      user: { select: { email: true, locale: true, sessionsValidFrom: true } },
    },
  });
  if (!membership) return null;
  const { workspaceId, workspace, user, role } = membership;
  const account = await db().account.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { id: true },
  });
  if (!account) return null;
  return {
    userId,
    workspaceId,
    accountId: account.id,
    email: user.email,
    isDemo: workspace.isDemo,
    role: RoleSchema.parse(role),
    locale: Locale.parse(user.locale),
    sessionsValidFrom: user.sessionsValidFrom.getTime(),
  };
}
