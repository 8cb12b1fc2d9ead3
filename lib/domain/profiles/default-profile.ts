import { USABLE } from '@/lib/contracts/profile';
import { AppError } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Db } from '@/lib/platform/db';
import { say } from '@/lib/sentence';

const shape = {
  id: true,
  isDefault: true,
  isActive: true,
  connection: { select: { status: true } },
} satisfies Prisma.ProfileSelect;

export type Place = { id: string; appSlug: string };

/**
 * Held to the end of the transaction by whoever adds a profile of an app or moves its default. The database refuses a
 * second default in any case; this makes two at the same moment wait for each other instead of failing.
 */
export async function lockDefault(tx: Db, accountId: string, appSlug: string) {
  const name = `default ${accountId} ${appSlug}`;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
  const rows = await tx.profile.findMany({ where: { accountId, appSlug }, select: shape });
  const found = rows.find(({ isDefault }) => isDefault);
  const isUsable = found?.isActive === true && USABLE.some((status) => status === found.connection?.status);
  return { count: rows.length, defaultId: found?.id ?? null, isUsable };
}

/** Makes one profile the default of its app, in place of whichever was, over all providers. Earlier wishes end. */
export async function makeDefault(tx: Db, accountId: string, { id, appSlug }: Place): Promise<void> {
  const { defaultId } = await lockDefault(tx, accountId, appSlug);
  await tx.profile.updateMany({ where: { accountId, appSlug, wantsDefault: true }, data: { wantsDefault: false } });
  await moveDefault(tx, defaultId, id);
}

/**
 * For a profile that is not connected: it never stands in front of one that is. While the default can be used, the
 * wish is kept, and comes true when the profile connects.
 */
export async function wishDefault(tx: Db, accountId: string, { id, appSlug }: Place): Promise<void> {
  const { defaultId, isUsable } = await lockDefault(tx, accountId, appSlug);
  await tx.profile.update({ where: { id }, data: { wantsDefault: true }, select: { id: true } });
  if (!isUsable) await moveDefault(tx, defaultId, id);
}

/**
 * For a profile that has just connected for the first time: becomes the default when it asked to be, or when the one
 * that is cannot be used. Where none is the default somebody wanted it so.
 */
export async function claimDefault(tx: Db, accountId: string, { id, appSlug }: Place): Promise<void> {
  const { defaultId, isUsable } = await lockDefault(tx, accountId, appSlug);
  const wish = await tx.profile.updateMany({ where: { id, wantsDefault: true }, data: { wantsDefault: false } });
  const isInVain = defaultId !== null && defaultId !== id && !isUsable;
  if (wish.count > 0 || isInVain) await moveDefault(tx, defaultId, id);
}

async function moveDefault(tx: Db, from: string | null, to: string): Promise<void> {
  if (from === to) return;
  if (from) await tx.profile.update({ where: { id: from }, data: { isDefault: false }, select: { id: true } });
  await tx.profile.update({ where: { id: to }, data: { isDefault: true }, select: { id: true } });
}

/** Then none is the default, and a call has to name one. Nothing moves up by itself: that would be another's account. */
export async function unmakeDefault(tx: Db, accountId: string, { id, appSlug }: Place): Promise<void> {
  const { defaultId } = await lockDefault(tx, accountId, appSlug);
  const wish = await tx.profile.updateMany({ where: { id, wantsDefault: true }, data: { wantsDefault: false } });
  if (defaultId !== id && wish.count === 0) {
    throw new AppError('conflict', say('profiles.notDefaultAnyMore'));
  }
  if (defaultId === id) await tx.profile.update({ where: { id }, data: { isDefault: false }, select: { id: true } });
}
