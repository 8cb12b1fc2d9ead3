import { asSystem, type Db } from '@/lib/platform/db';
import { applyFailedCheck, applyGrantState, grantStateOf } from '../profiles/grant-state';
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
 * because our key was of another project for a while. What cannot be reached is asked in every round for an hour, so
 * that the pages soon show it is back; and whatever was asked last, answer or none, comes last.
 */
export async function probeConnections(): Promise<number> {
  const due = await asSystem(
    (tx) => tx.$queryRaw<{ profile_id: string; account_id: string; provider: string }[]>`
      select c.profile_id, c.account_id, c.provider from connections c join profiles p on p.id = c.profile_id
      where c.status in ('connected', 'expiring', 'needs_reconnect', 'error', 'revoked') and c.upstream_account_id is not null
        and coalesce(greatest(c.last_synced_at, c.failed_check_at), 'epoch') + (0.8 + 0.4 * random()) *
          case when c.unreachable_since > now() - interval '1 hour' then interval '45 seconds'
            when c.unreachable_since > now() - interval '1 day' then interval '5 minutes'
            when c.status = 'revoked' then interval '6 hours'
            when p.last_used_at > now() - interval '1 day' then interval '5 minutes'
            else interval '1 hour' end < now()
      order by greatest(c.last_synced_at, c.failed_check_at) nulls first
      limit ${BATCH}`,
  );
  const waiting = due.filter(({ provider }) => isAvailable(provider));
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await probeProfile(next.account_id, next.profile_id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return due.length;
}

/** A provider that does not answer says nothing about the grant: that is written beside it. */
export async function probeProfile(accountId: string, profileId: string): Promise<void> {
  const profile = await readKnownProfile(accountId, profileId);
  if (!profile) return;
  const { upstreamAccountId } = profile;
  if (!upstreamAccountId) return;
  const grant = { profileId, upstreamAccountId };
  const write = await ask(profile).then(
    (state) => {
      logProbeAnswer(profile);
      return (tx: Db) => applyGrantState(tx, grant, state);
    },
    async (caught: unknown) => {
      const state = grantStateOf(caught);
      if (state) logProbeAnswer(profile);
      else await logProbeFailure(profile, caught);
      return (tx: Db) => (state ? applyGrantState(tx, grant, state) : applyFailedCheck(tx, grant, caught));
    },
  );
  await asSystem(write);
}

async function ask(profile: KnownProfile) {
  const { provider, account } = await openKnownProfile(profile);
  return provider.checkConnection(account, AbortSignal.timeout(LIMIT_MS));
}
