import type { PasswordChange, SessionChange } from '@/lib/contracts/session';
import { Locale, Theme, type User } from '@/lib/contracts/user';
import { AppError, invalidField, notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db, taken } from '@/lib/platform/db';
import { hashPassword, isPassword } from '@/lib/platform/seal/password';
import { say } from '@/lib/sentence';
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
    .catch(taken(say('account.signInFirst')));
  return present(row);
}

export async function changeUser(principal: Principal, change: SessionChange): Promise<User> {
  return present(await db().user.update({ where: { id: getUserId(principal) }, data: change, select: shape }));
}

/** Ends every session but those that start from the moment returned, whoever held them. */
export async function changePassword(principal: Principal, change: PasswordChange): Promise<Date> {
  const id = getUserId(principal);
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  if (!(await isPassword(change.current_password, passwordHash))) throw notYourPassword();
  const newHash = await hashPassword(change.new_password);
  return db().$transaction(async (tx) => {
    // Of two changes at once, the second finds that its password is no longer the one: nobody wins it back.
    const { count } = await tx.user.updateMany({ where: { id, passwordHash }, data: { passwordHash: newHash } });
    if (count === 0) throw notYourPassword();
    return endSessions(tx, id);
  });
}

function notYourPassword(): AppError {
  return invalidField('current_password', say('account.wrongPassword'));
}

/** Moves `sessions_valid_from` past every session there is, also past those that another machine's clock is ahead with. */
export async function endSessions(tx: Db, id: string): Promise<Date> {
  const [row] = await tx.$queryRaw<{ valid_from: Date }[]>`
    update users set sessions_valid_from = greatest(${new Date()}, sessions_valid_from + interval '1 millisecond')
    where id = ${id}::uuid returning sessions_valid_from as valid_from`;
  if (!row) throw notFound('user');
  return row.valid_from;
}

/** Browsers, tokens, this one too. */
export async function signOutEverywhere(principal: Principal): Promise<void> {
  await endSessions(db(), getUserId(principal));
}

export function getUserId({ userId }: Principal): string {
  if (userId) return userId;
  throw new AppError('forbidden', say('access.peopleOnly'));
}

function present({ isDemo, ...row }: Prisma.UserGetPayload<{ select: typeof shape }>): User {
  return { ...row, locale: Locale.parse(row.locale), theme: Theme.parse(row.theme), is_demo: isDemo };
}
