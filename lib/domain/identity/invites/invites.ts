import type {
  AcceptedInvite,
  CreatedInvite,
  Invite,
  InvitePreview,
  InviteStatus,
  NewInvite,
} from '@/lib/contracts/invite';
import { Role } from '@/lib/contracts/scope';
import { AppError, notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { hashToken, randomToken } from '@/lib/platform/seal/token';
import { type Sentence, say } from '@/lib/sentence';
import { withCurrentRights } from '../current-rights';
import { findMaker } from '../makers';
import { checkMayDecide, join } from '../memberships';
import type { Principal } from '../principal';
import { createUser, getUser, type NewUser } from '../users';
import { isDemoWorkspace } from '../workspaces';

const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

export async function listInvites({ workspaceId }: Principal): Promise<Invite[]> {
  const rows = await db().invite.findMany({ where: { workspaceId }, orderBy: { createdAt: 'desc' } });
  return rows.map(present);
}

/**
 * The link is shown once: only the hash of its token stays. The demo invites nobody: whoever joined would be a person of
 * an installation that is not set up yet, or of somebody else's.
 */
export async function createInvite(principal: Principal, { role, email }: NewInvite): Promise<CreatedInvite> {
  checkMayDecide(principal, role);
  if (await isDemoWorkspace(principal.workspaceId)) {
    throw new AppError('forbidden', say('demo.noInvites'));
  }
  return withCurrentRights(principal, async (tx, current) => {
    checkMayDecide(current, role);
    const createdBy = (await findMaker(tx, current)).userId ?? current.keyId;
    if (!createdBy) throw new AppError('forbidden', say('invites.environmentKey'));
    const token = randomToken();
    const row = await tx.invite.create({
      data: {
        workspaceId: current.workspaceId,
        tokenHash: hashToken(token),
        role,
        email: email ?? null,
        createdBy,
        expiresAt: new Date(Date.now() + LIFE_MS),
      },
    });
    return { ...present(row), url: `${env().appUrl}/invite/${token}` };
  });
}

export async function revokeInvite({ workspaceId }: Principal, id: string): Promise<void> {
  const { count } = await db().invite.updateMany({
    where: { id, workspaceId, acceptedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw notFound('invite');
}

export async function previewInvite(token: string): Promise<InvitePreview> {
  const { workspace, role, email, expiresAt } = await getOpen(db(), { tokenHash: hashToken(token) });
  return { workspace: { name: workspace.name }, role: Role.parse(role), email, expires_at: expiresAt.toISOString() };
}

/** Somebody who is signed in joins as who they are; anybody else brings the user they are to become. */
export type Joining = { userId: string } | { newUser: NewUser };

/** Works once: of two people who open the same link at the same time, one joins and the other is told it was used. */
export function acceptInvite(token: string, joining: Joining): Promise<AcceptedInvite> {
  return db().$transaction((tx) => accept(tx, { tokenHash: hashToken(token) }, joining));
}

/** For signing in through OpenID: the newest open invite for an address that the issuer has verified. */
export async function acceptInviteByEmail(email: string, joining: Joining): Promise<string | null> {
  const waiting = await db().invite.findFirst({
    where: { email, ...open() },
    orderBy: { createdAt: 'desc' },
    select: { tokenHash: true },
  });
  if (!waiting) return null;
  const { member } = await db().$transaction((tx) => accept(tx, waiting, joining));
  return member.user_id;
}

async function accept(tx: Db, where: { tokenHash: string }, joining: Joining): Promise<AcceptedInvite> {
  const invite = await getOpen(tx, where);
  const { workspace } = invite;
  const email = 'newUser' in joining ? joining.newUser.email : (await getUser(joining.userId, tx)).email;
  if (invite.email && invite.email !== email) {
    throw new AppError('forbidden', say('invites.forAnother'));
  }
  // An invite for an address was sent there; through an open one anybody can claim any.
  const emailProven = invite.email !== null;
  const userId = 'newUser' in joining ? (await createUser(tx, { ...joining.newUser, emailProven })).id : joining.userId;
  const { count } = await tx.invite.updateMany({
    where: { id: invite.id, ...open() },
    data: { acceptedAt: new Date(), acceptedBy: userId },
  });
  if (count === 0) throw new AppError('conflict', say('invites.justUsed'));
  return { member: await join(tx, workspace.id, userId, Role.parse(invite.role)), workspace };
}

/** Never one of the demo's: former versions let its visitors make some. */
const NOT_OF_DEMO = { workspace: { isDemo: false } };
const open = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() }, ...NOT_OF_DEMO });

async function getOpen(tx: Db, where: { tokenHash: string }) {
  const invite = await tx.invite.findFirst({
    where: { ...where, ...NOT_OF_DEMO },
    include: { workspace: { select: { id: true, name: true } } },
  });
  if (!invite) throw notFound('invite');
  const status = statusOf(invite);
  if (status === 'open') return invite;
  throw new AppError('conflict', REASONS[status]);
}

const REASONS: Record<Exclude<InviteStatus, 'open'>, Sentence> = {
  accepted: say('invites.used'),
  expired: say('invites.expired'),
  revoked: say('invites.withdrawn'),
};

type Row = Prisma.InviteGetPayload<object>;

function statusOf({ acceptedAt, revokedAt, expiresAt }: Row): InviteStatus {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt.getTime() <= Date.now() ? 'expired' : 'open';
}

function present(row: Row): Invite {
  return {
    id: row.id,
    role: Role.parse(row.role),
    email: row.email,
    status: statusOf(row),
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    accepted_at: row.acceptedAt?.toISOString() ?? null,
  };
}
