import type { AcceptInvite } from '@/lib/contracts/invite';
import type { Locale } from '@/lib/contracts/user';
import { AppError } from '@/lib/errors';
import { hashPassword } from '@/lib/platform/seal/password';
import type { Joining } from './invites/invites';
import type { Principal } from './principal';

/** Who joins: the person who is signed in, else the new one they describe. A key is nobody who could join. */
export async function toJoining(principal: Principal | null, input: AcceptInvite, locale: Locale): Promise<Joining> {
  if (principal?.userId) return { userId: principal.userId };
  const { name, email, password } = input;
  if (name && email && password)
    return { newUser: { name, email, locale, passwordHash: await hashPassword(password) } };
  const missing = Object.entries({ name, email, password }).filter(([, value]) => !value);
  const fields = Object.fromEntries(missing.map(([field]) => [field, 'Needed to make your account.']));
  throw new AppError('invalid_request', 'Some fields need another look.', { fields });
}
