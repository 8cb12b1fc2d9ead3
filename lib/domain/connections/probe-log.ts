import { asAccount } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import type { KnownProfile } from '../profiles/read-known-profile';

const MAX_REMEMBERED = 10_000;

/** By profile, how its last check failed. */
const failing = once('failing-probes', () => new Map<string, string>());

/** A check that fails as the one before it did is not logged again: a database that is down for a day is one line. */
export async function logProbeFailure(profile: KnownProfile, caught: unknown): Promise<void> {
  const { id, provider, appSlug } = profile;
  const reason = caught instanceof Error ? caught.message : String(caught);
  if (failing.get(id) === reason) return;
  if (failing.size >= MAX_REMEMBERED) failing.clear();
  failing.set(id, reason);
  const about = { profile_id: id, provider, app: appSlug, ...(await addressOf(profile)) };
  log().warn(
    { ...about, cause: caught },
    'a connection could not be checked; make sure that its server runs and can be reached from here. It is tried on',
  );
}

export function logProbeAnswer({ id, provider, appSlug }: KnownProfile): void {
  if (failing.delete(id)) log().info({ profile_id: id, provider, app: appSlug }, 'a connection can be checked again');
}

/** Where a database is; an app is wherever its provider is. */
async function addressOf({ id, accountId }: KnownProfile): Promise<{ host?: unknown; port?: unknown }> {
  const row = await asAccount(accountId, (tx) =>
    tx.profile.findFirst({ where: { id, accountId }, select: { publicConfig: true } }),
  );
  const { host, port } = (row?.publicConfig ?? {}) as { host?: unknown; port?: unknown };
  return { host, port };
}
