import { Email } from '@/lib/contracts/user';
import { db } from '@/lib/platform/db';
import { acceptInviteByEmail } from './invites/invites';

/** What an OpenID issuer says of somebody who signed in there. */
export type IssuedIdentity = { issuer: string; subject: string; email: string; emailVerified: boolean; name: string };

/** Somebody else at the same issuer is linked to the user with this e-mail. */
export const LINKED_OTHERWISE = 'linked otherwise';

/**
 * The user an identity belongs to, matched by issuer and subject. The first time, it is linked to the user with that
 * e-mail, or to a new one when an invite waits for that e-mail, and only if both sides have proven it: else whoever can
 * write any address at the issuer could walk in as somebody else, and whoever claimed an address here would share their
 * user with its owner. A user is linked to one subject of an issuer: an issuer gives the address of somebody who left
 * to somebody new, who must not get what the other one connected. Whoever was removed and is invited again joins again.
 * Null means: not let in.
 */
export async function findIdentityUser(
  identity: IssuedIdentity,
): Promise<{ id: string } | typeof LINKED_OTHERWISE | null> {
  const { issuer, subject, emailVerified, name } = identity;
  const select = { id: true, email: true, emailProven: true, memberships: { select: { workspaceId: true }, take: 1 } };
  const where = { issuer_subject: { issuer, subject } };
  const linked = await db().userIdentity.findUnique({ where, select: { user: { select } } });
  if (linked) return joinAgain(linked.user);

  const email = Email.safeParse(identity.email);
  if (!emailVerified || !email.success) return null;
  const existing = await db().user.findUnique({ where: { email: email.data }, select });
  if (!existing) {
    const id = await acceptInviteByEmail(email.data, { newUser: { email: email.data, name, passwordHash: null } });
    return id === null ? null : link(identity, id);
  }
  if (!existing.emailProven) return null;
  const user = await link(identity, existing.id);
  return user === LINKED_OTHERWISE ? user : joinAgain(existing);
}

/** Of two subjects that come at once, one is linked. */
function link({ issuer, subject }: IssuedIdentity, userId: string) {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from users where id = ${userId}::uuid for update`;
    const known = await tx.userIdentity.findFirst({ where: { userId, issuer }, select: { subject: true } });
    if (known && known.subject !== subject) return LINKED_OTHERWISE;
    await tx.userIdentity.createMany({ data: [{ issuer, subject, userId }], skipDuplicates: true });
    return { id: userId };
  });
}

/** Somebody without a password has no other way to accept an invite than to sign in. */
async function joinAgain({ id, email, memberships }: Known): Promise<{ id: string }> {
  if (memberships.length === 0) await acceptInviteByEmail(email, { userId: id });
  return { id };
}

type Known = { id: string; email: string; memberships: unknown[] };
