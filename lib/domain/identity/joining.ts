import type { AcceptInvite } from '@/lib/contracts/invite';
import type { Locale } from '@/lib/contracts/user';
import { AppError, invalidFields } from '@/lib/errors';
import { db } from '@/lib/platform/db';
import { hashPassword } from '@/lib/platform/seal/password';
import { say } from '@/lib/sentence';
import type { Joining } from './invites/invites';
import type { Principal } from './principal';
import { checkPassword } from './sign-in';
import { getUser } from './users';

type From = { locale: Locale; address: string };

/**
 * Who joins: the person who is signed in, else the one whose e-mail and password these are, else the new one they
 * describe. Somebody who was removed can sign in nowhere, so their password has to be enough here. A key is nobody who
 * could join, and the demo's user is everybody: whoever is in the demo joins as somebody of their own.
 */
export async function toJoining(
  principal: Principal | null,
  input: AcceptInvite,
  { locale, address }: From,
): Promise<Joining> {
  const userId = principal?.userId;
  if (userId && !(await getUser(userId)).is_demo) return { userId };
  const { name, email, password } = input;
  if (email && password && (await hasAccount(email))) {
    const proven = await checkPassword({ email, password, address });
    if (proven) return { userId: proven.id };
    throw new AppError('conflict', say('account.usePassword'));
  }
  if (name && email && password)
    return { newUser: { name, email, locale, passwordHash: await hashPassword(password) } };
  const missing = Object.entries({ name, email, password }).filter(([, value]) => !value);
  const fields = Object.fromEntries(missing.map(([field]) => [field, say('account.neededToJoin')]));
  throw invalidFields(fields);
}

async function hasAccount(email: string): Promise<boolean> {
  return (await db().user.count({ where: { email, isDemo: false } })) > 0;
}
