import { asAccount } from '@/lib/platform/db';
import type { NewAccount } from '@/lib/providers/provider';
import { addRevocation, planRevocation, revokeNow } from '../profiles/revocations';
import type { Attempt } from './connect-attempts';
import { findOthers } from './rival-attempts';

type Orphan = Pick<NewAccount, 'upstreamAccountId' | 'secret' | 'authType'>;

/** Revokes a grant that no profile uses and that no other attempt is about to use. */
export async function letOrphanGo(attempt: Attempt, { upstreamAccountId, secret, authType }: Orphan): Promise<void> {
  if (authType === 'none' || (await findOthers(attempt)).taken.includes(upstreamAccountId)) return;
  const { accountId, provider, appSlug, request } = attempt;
  const { externalUserId } = request;
  const profileId = attempt.profileId ?? attempt.id;
  const planned = await planRevocation({
    accountId,
    profileId,
    provider,
    appSlug,
    externalUserId,
    upstreamAccountId,
    secret,
  });
  const isAdded = await asAccount(accountId, async (tx) => {
    const held = await tx.connection.findFirst({
      where: { accountId, provider, upstreamAccountId },
      select: { id: true },
    });
    const [foreign] = await tx.$queryRaw<{ is: boolean }[]>`
      select upstream_account_is_foreign(${provider}, ${upstreamAccountId}, ${accountId}::uuid) as is`;
    if (held || foreign?.is !== false) return false;
    await addRevocation(tx, planned);
    return true;
  });
  if (isAdded) await revokeNow(planned);
}
