import { isId } from '@/lib/contracts/ids';
import { invalidField } from '@/lib/errors';
import type { Db } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';

/** `pipedream:gmail:oa_1`; without an OAuth app of one's own, the provider's is meant and the last part is absent. */
export function qualifiedName(provider: string, appSlug: string, oauthAppId: string | null): string {
  return [provider, appSlug, ...(oauthAppId ? [oauthAppId] : [])].join(':');
}

/** "gmail", then "gmail 2": a name for those who did not give one. */
export async function freeProfileName(
  tx: Db,
  at: { accountId: string; provider: string; appSlug: string; wanted: string },
) {
  const { wanted, ...place } = at;
  const rows = await tx.profile.findMany({ where: place, select: { profileName: true } });
  const takenNames = new Set(rows.map(({ profileName }) => profileName));
  if (!takenNames.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const next = `${wanted} ${number}`;
    if (!takenNames.has(next)) return next;
  }
}

/**
 * Under which name the provider knows this account: our own id, opaque and the same for all its profiles. A backend
 * that moves in with users the provider already knows may say the former name with a key; a browser never may, and
 * nobody may say one that stands for another account, because a provider gives its holder everything under that name.
 */
export async function chooseExternalUserId(tx: Db, principal: Principal, accountId: string, wanted?: string) {
  if (wanted === undefined || wanted === accountId) return accountId;
  const refusal = invalidField('external_user_id', say('profiles.nameOfKey'));
  if (principal.via.kind !== 'key' || !/^[\w.@+-]{1,250}$/.test(wanted) || /^\.+$/.test(wanted)) throw refusal;
  if (await belongsToAnother(tx, accountId, wanted)) throw refusal;
  return wanted;
}

async function belongsToAnother(tx: Db, accountId: string, wanted: string): Promise<boolean> {
  if (isId(wanted) && (await tx.account.findUnique({ where: { id: wanted }, select: { id: true } }))) return true;
  // Asked over all accounts, which the account itself may not see; answered with yes or no alone.
  const [row] = await tx.$queryRaw<
    { taken: boolean }[]
  >`select external_user_is_taken(${wanted}, ${accountId}::uuid) as taken`;
  return row?.taken ?? true;
}
