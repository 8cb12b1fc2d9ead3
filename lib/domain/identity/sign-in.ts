import { Email } from '@/lib/contracts/user';
import { db } from '@/lib/platform/db';
import { giveBack, type Limit, take } from '@/lib/platform/limits';
import { isPassword } from '@/lib/platform/seal/password';
import { fingerprint } from '@/lib/platform/seal/token';

/** Ten guesses at one account, from wherever they come; then it is closed to passwords for a quarter of an hour. */
export const PER_ACCOUNT: Limit = { name: 'sign-in', points: 10, windowS: 900, blockS: 900, durable: true };
/** One address trying many accounts. Counts failures only: an office behind one address signs in all day. */
export const PER_ADDRESS: Limit = { name: 'sign-in-from', points: 50, windowS: 900, blockS: 900, durable: true };

export type Attempt = { email: string; password: string; address: string };

/**
 * The person, or null. Throws `rate_limited` after too many failures. Someone who does not exist is answered in the
 * same words, after the same time and with the same lockout: nobody can find out who has an account.
 */
export async function checkPassword({ email, password, address }: Attempt): Promise<{ id: string } | null> {
  const known = Email.safeParse(email);
  const account = fingerprint(known.success ? known.data : email);
  await take(PER_ADDRESS, address, 0);
  await take(PER_ACCOUNT, account);
  const user = known.success ? await db().user.findUnique({ where: { email: known.data } }) : null;
  if (!(await isPassword(password.slice(0, 200), user?.passwordHash ?? null)) || !user) {
    await take(PER_ADDRESS, address).catch(() => null); // the answer stays "wrong"; the next attempt is told to wait
    return null;
  }
  await giveBack(PER_ACCOUNT, account);
  return { id: user.id };
}
