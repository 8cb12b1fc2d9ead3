import * as z from 'zod';
import { AppError } from '@/lib/errors';
import { asSystem } from '@/lib/platform/db';
import type { Delivery } from '@/lib/platform/seal/delivery';
import { isSignedBy } from '@/lib/platform/seal/token';
import { say } from '@/lib/sentence';
import { probeProfile } from '../connections/probe-connections';
import { noteAttempt } from './check-attempt';
import { isProviderNonce, readDelivery } from './provider-webhooks';

const MAX_GRANTS = 20;

/**
 * A provider called. Nothing it says is believed: an attempt is looked at again, a grant is asked about again, with
 * the provider's own API. So a delivery that comes twice does no harm. False means that the address is none of ours.
 */
export async function receiveWebhook(provider: string, nonce: string, delivery: Delivery): Promise<boolean> {
  if (isProviderNonce(provider, nonce)) {
    const grants = await readDelivery(provider, delivery);
    if (!grants) throw new AppError('unauthenticated', say('general.signatureWrong'));
    await lookAtGrants(provider, grants);
    return true;
  }
  // The address of one attempt, which is not signed: it was told to the provider alone, and opens one look.
  const [attemptId = '', signature = ''] = nonce.split('.');
  if (!z.uuid().safeParse(attemptId).success || !isSignedBy('connect-webhook', attemptId, signature)) return false;
  return noteAttempt(provider, attemptId, accountNamedIn(delivery));
}

const Named = z.object({ account: z.object({ id: z.string().min(1).max(100) }) });

/** Which account came of the attempt, where the provider says so. */
function accountNamedIn({ text }: Delivery): string | null {
  try {
    return Named.safeParse(JSON.parse(text)).data?.account.id ?? null;
  } catch {
    return null;
  }
}

async function lookAtGrants(provider: string, ids: string[]): Promise<void> {
  const rows = await asSystem((tx) =>
    tx.connection.findMany({
      where: { provider, upstreamAccountId: { in: ids } },
      select: { accountId: true, profileId: true },
      take: MAX_GRANTS,
    }),
  );
  for (const { accountId, profileId } of rows) await probeProfile(accountId, profileId);
}
