import { AppError } from '@/lib/errors';
import type { Db } from '@/lib/platform/db';

/**
 * Held to the end of the transaction by whoever adds a profile of an app or moves its default. The database refuses a
 * second default in any case; this makes two at the same moment wait for each other instead of failing.
 */
export async function lockDefault(tx: Db, accountId: string, appSlug: string) {
  const name = `default ${accountId} ${appSlug}`;
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
  const rows = await tx.profile.findMany({ where: { accountId, appSlug }, select: { id: true, isDefault: true } });
  return { count: rows.length, defaultId: rows.find(({ isDefault }) => isDefault)?.id ?? null };
}

/** Makes one profile the default of its app, in place of whichever was, over all providers. */
export async function makeDefault(tx: Db, accountId: string, profile: { id: string; appSlug: string }): Promise<void> {
  const { defaultId } = await lockDefault(tx, accountId, profile.appSlug);
  if (defaultId === profile.id) return;
  if (defaultId)
    await tx.profile.update({ where: { id: defaultId }, data: { isDefault: false }, select: { id: true } });
  await tx.profile.update({ where: { id: profile.id }, data: { isDefault: true }, select: { id: true } });
}

/** Then none is the default, and a call has to name one. Nothing moves up by itself: that would be another's account. */
export async function unmakeDefault(
  tx: Db,
  accountId: string,
  profile: { id: string; appSlug: string },
): Promise<void> {
  const { defaultId } = await lockDefault(tx, accountId, profile.appSlug);
  if (defaultId !== profile.id) throw new AppError('conflict', 'This profile is not the default any more.');
  await tx.profile.update({ where: { id: profile.id }, data: { isDefault: false }, select: { id: true } });
}
