import { Email } from '@/lib/contracts/user';
import { db } from '@/lib/platform/db';
import { giveBack, isCounted, type Limit, take } from '@/lib/platform/limits';
import { isPassword } from '@/lib/platform/seal/password';
import { fingerprint } from '@/lib/platform/seal/token';

const QUARTER = { windowS: 900, blockS: 900, durable: true };
const DAYS_30_S = 30 * 24 * 60 * 60;

/** Guesses at one account from one address; whoever guesses locks out themselves and nobody else. */
export const PER_PAIR: Limit = { name: 'sign-in', points: 10, ...QUARTER };
/** Guesses at one account from wherever they come: somebody has many addresses. */
export const PER_ACCOUNT: Limit = { name: 'sign-in-to', points: 100, ...QUARTER };
/** One address trying many accounts. Counts failures only: an office behind one address signs in all day. */
export const PER_ADDRESS: Limit = { name: 'sign-in-from', points: 50, ...QUARTER };
/** Where somebody signed in to an account before: the guesses of strangers do not lock it for them. */
export const SIGNED_IN_FROM: Limit = { name: 'signed-in-from', points: 1_000_000, windowS: DAYS_30_S, durable: true };

/** Somebody who knew the password that was valid with these sessions. */
export type Proven = { id: string; provenUnder: number };

export type Attempt = { email: string; password: string; address: string };

/**
 * The person, or null. Throws `rate_limited` after too many failures. Someone who does not exist is answered in the
 * same words, after the same time and with the same lockout: nobody can find out who has an account.
 */
export async function checkPassword({ email, password, address }: Attempt): Promise<Proven | null> {
  const known = Email.safeParse(email);
  const account = fingerprint(known.success ? known.data : email);
  const pair = fingerprint(`${account} ${address}`);
  await take(PER_ADDRESS, address, 0);
  await take(PER_PAIR, pair);
  if (!(await isCounted(SIGNED_IN_FROM, pair))) await take(PER_ACCOUNT, account);
  const user = known.success ? await db().user.findUnique({ where: { email: known.data } }) : null;
  if (!(await isPassword(password.slice(0, 200), user?.passwordHash ?? null)) || !user) {
    await take(PER_ADDRESS, address).catch(() => null); // the answer stays "wrong"; the next attempt is told to wait
    return null;
  }
  await Promise.all([giveBack(PER_PAIR, pair), giveBack(PER_ACCOUNT, account), take(SIGNED_IN_FROM, pair)]);
  return { id: user.id, provenUnder: user.sessionsValidFrom.getTime() };
}
