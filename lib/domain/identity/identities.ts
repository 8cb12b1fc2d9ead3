import { Email } from '@/lib/contracts/user';
import { db } from '@/lib/platform/db';
import { acceptInviteByEmail } from './invites/invites';

/** What an OpenID issuer says of somebody who signed in there. */
export type IssuedIdentity = { issuer: string; subject: string; email: string; emailVerified: boolean; name: string };

/**
 * The user an identity belongs to, matched by issuer and subject. The first time, it is linked to the user with that
 * e-mail, or to a new one when an invite waits for that e-mail, and only if both sides have proven it: else whoever can
 * write any address at the issuer could walk in as somebody else, and whoever claimed an address here would share their
 * user with its owner. Null means: not let in.
 */
export async function findIdentityUser(identity: IssuedIdentity): Promise<{ id: string } | null> {
  const { issuer, subject, emailVerified } = identity;
  const linked = await db().userIdentity.findUnique({ where: { issuer_subject: { issuer, subject } } });
  if (linked) return { id: linked.userId };

  const email = Email.safeParse(identity.email);
  if (!emailVerified || !email.success) return null;
  const existing = await db().user.findUnique({
    where: { email: email.data },
    select: { id: true, emailProven: true },
  });
  if (existing && !existing.emailProven) return null;
  const user = existing ?? (await acceptInviteByEmail(email.data, identity.name));
  if (!user) return null;
  await db().userIdentity.createMany({ data: [{ issuer, subject, userId: user.id }], skipDuplicates: true });
  return { id: user.id };
}
