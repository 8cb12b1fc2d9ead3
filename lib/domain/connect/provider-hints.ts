import { z } from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import { asSystem } from '@/lib/platform/db';
import { isSignedBy, sign } from '@/lib/platform/seal/token';
import { probeProfile } from '../connections/probe-connections';
import { noteAttempt } from './check-attempt';

/** Where a provider may tell us of grants in general. The address is the secret; what arrives is only a hint. */
export function providerNonce(provider: string): string {
  return sign('provider-webhook', provider);
}

/**
 * A provider called. Nothing it says is believed: an attempt is looked at again, a grant is asked about again, with
 * the provider's own API. Null means that the address is none of ours.
 */
export async function takeHint(provider: string, nonce: string, body: JsonObject): Promise<boolean> {
  if (isSignedBy('provider-webhook', provider, nonce)) {
    await lookAtGrants(provider, body);
    return true;
  }
  const [attemptId = '', signature = ''] = nonce.split('.');
  if (!z.uuid().safeParse(attemptId).success || !isSignedBy('connect-webhook', attemptId, signature)) return false;
  await noteAttempt(attemptId);
  return true;
}

const Named = z
  .object({
    data: z
      .object({ id: z.string(), connected_account_id: z.string(), connected_account: z.object({ id: z.string() }) })
      .partial()
      .catch({}),
    account: z.object({ id: z.string() }).partial().catch({}),
  })
  .partial();

async function lookAtGrants(provider: string, body: JsonObject): Promise<void> {
  const { data, account } = Named.parse(body);
  const ids = [data?.id, data?.connected_account_id, data?.connected_account?.id, account?.id].filter(
    (id) => id !== undefined,
  );
  if (ids.length === 0) return;
  const rows = await asSystem((tx) =>
    tx.connection.findMany({
      where: { provider, upstreamAccountId: { in: ids } },
      select: { accountId: true, profileId: true },
      take: 20,
    }),
  );
  for (const { accountId, profileId } of rows) await probeProfile(accountId, profileId);
}
