import type { PasswordChange, SessionChange } from '@/lib/contracts/session';
import { Locale, Theme, type User } from '@/lib/contracts/user';
import { AppError } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db, taken } from '@/lib/platform/db';
import { hashPassword, isPassword } from '@/lib/platform/seal/password';
import type { Principal } from './principal';

const shape = {
  id: true,
  email: true,
  name: true,
  locale: true,
  theme: true,
  isDemo: true,
} satisfies Prisma.UserSelect;

export async function getUser(id: string, tx: Db = db()): Promise<User> {
  return present(await tx.user.findUniqueOrThrow({ where: { id }, select: shape }));
}

export type NewUser = {
  email: string;
  name: string;
  passwordHash: string | null;
  locale?: Locale;
  isDemo?: boolean;
  /** Somebody other than the person vouches that the address is theirs. */
  emailProven?: boolean;
};

export async function createUser(tx: Db, input: NewUser): Promise<User> {
  // From the beginning of time: the clocks of two machines differ, and nobody had a session before this.
  const row = await tx.user
    .create({ data: { ...input, sessionsValidFrom: new Date(0) }, select: shape })
    .catch(taken('This e-mail already has an account. Sign in first.'));
  return present(row);
}

export async function changeUser(principal: Principal, change: SessionChange): Promise<User> {
  return present(await db().user.update({ where: { id: getUserId(principal) }, data: change, select: shape }));
}

/** Ends every session but those that start from the moment returned, whoever held them. */
export async function changePassword(principal: Principal, change: PasswordChange): Promise<Date> {
  const id = getUserId(principal);
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  if (!(await isPassword(change.current_password, passwordHash))) {
    const fields = { current_password: 'This is not your password.' };
    throw new AppError('invalid_request', 'Some fields need another look.', { fields });
  }
  const sessionsValidFrom = new Date();
  const data = { passwordHash: await hashPassword(change.new_password), sessionsValidFrom };
  await db().user.update({ where: { id }, data, select: { id: true } });
  return sessionsValidFrom;
}

/** Browsers, tokens, this one too. */
export async function signOutEverywhere(principal: Principal): Promise<void> {
  const data = { sessionsValidFrom: new Date() };
  await db().user.update({ where: { id: getUserId(principal) }, data, select: { id: true } });
}

export function getUserId({ userId }: Principal): string {
  if (userId) return userId;
  throw new AppError('forbidden', 'This is for people who are signed in, not for keys.');
}

function present({ isDemo, ...row }: Prisma.UserGetPayload<{ select: typeof shape }>): User {
  return { ...row, locale: Locale.parse(row.locale), theme: Theme.parse(row.theme), is_demo: isDemo };
}
