import { findGrantWord } from '@/lib/domain/gateway/callable-profiles';
import type { Principal } from '@/lib/domain/identity/principal';
import { grantStateOf, reportGrant } from '@/lib/domain/profiles/grant-state';
import { getKnownProfile, openKnownProfile } from '@/lib/domain/profiles/opened-profiles';
import type { GrantState } from '@/lib/providers/provider';
import { refreshGrant } from './refresh-grant';

const LIMIT_MS = 20_000;

/**
 * What the provider says of a grant that a call found wanting, and what it says is written down. Asking makes the
 * provider renew a token that merely ran out; however many calls doubt at the same time, it is asked once.
 */
export function checkGrant(principal: Principal, profileId: string, startedAt: number): Promise<GrantState> {
  return refreshGrant(profileId, startedAt, {
    lastChecked: () => findGrantWord(profileId, principal.accountId),
    check: async () => {
      const { provider, account } = await openKnownProfile(await getKnownProfile(principal, profileId));
      // Not the signal of one caller: the others wait for this too.
      const state = await provider.checkConnection(account, AbortSignal.timeout(LIMIT_MS)).catch((caught: unknown) => {
        const refused = grantStateOf(caught);
        if (refused) return refused;
        throw caught;
      });
      await reportGrant(account, state);
      return state;
    },
  });
}
