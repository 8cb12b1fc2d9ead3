import { asSystem } from '@/lib/platform/db';
import { applyGrantState, grantStateOf } from '../profiles/grant-state';
import { openKnownProfile } from '../profiles/opened-profiles';
import { type KnownProfile, readKnownProfile } from '../profiles/read-known-profile';
import { isAvailable } from '../providers/provider-settings';
import { logProbeAnswer, logProbeFailure } from './probe-log';

/** At most this many a round, this many at a time: a provider's quota belongs to the calls. */
const BATCH = 200;
const AT_ONCE = 4;
const LIMIT_MS = 15_000;

/**
 * Asks providers about grants whose last word is old: five minutes for profiles used in the last day, an hour for
 * others, each spread by a fifth so that a thousand profiles connected together are not asked together. What was called
 * dead is asked about as well, what was called gone more rarely: it may have been mended at the provider, or not found
 * because our key was of another project for a while.
 */
export async function probeConnections(): Promise<number> {
  const due = await asSystem(
    (tx) => tx.$queryRaw<{ profile_id: string; account_id: string; provider: string }[]>`
      select c.profile_id, c.account_id, c.provider from connections c join profiles p on p.id = c.profile_id
      where c.status in ('connected', 'expiring', 'needs_reconnect', 'error', 'revoked') and c.upstream_account_id is not null
        and coalesce(c.last_synced_at, 'epoch') + (0.8 + 0.4 * random()) *
          case when c.status = 'revoked' then interval '6 hours'
            when p.last_used_at > now() - interval '1 day' then interval '5 minutes'
            else interval '1 hour' end < now()
      order by c.last_synced_at nulls first
      limit ${BATCH}`,
  );
  const waiting = due.filter(({ provider }) => isAvailable(provider));
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await probeProfile(next.account_id, next.profile_id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return due.length;
}

/** A provider that does not answer says nothing about the grant. */
export async function probeProfile(accountId: string, profileId: string): Promise<void> {
  const profile = await readKnownProfile(accountId, profileId);
  if (!profile) return;
  const state = await ask(profile).catch(async (caught: unknown) => {
    const told = grantStateOf(caught);
    if (!told) await logProbeFailure(profile, caught);
    return told;
  });
  if (state) logProbeAnswer(profile);
  const { upstreamAccountId } = profile;
  if (state && upstreamAccountId) {
    await asSystem((tx) => applyGrantState(tx, { profileId, upstreamAccountId }, state));
  }
}

async function ask(profile: KnownProfile) {
  const { provider, account } = await openKnownProfile(profile);
  return provider.checkConnection(account, AbortSignal.timeout(LIMIT_MS));
}
