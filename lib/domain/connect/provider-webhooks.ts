import { db } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { newestMasterVersion } from '@/lib/platform/seal/data-key';
import type { Delivery } from '@/lib/platform/seal/delivery';
import { openForInstallation, sealForInstallation } from '@/lib/platform/seal/installation';
import { isSignedBy, sign } from '@/lib/platform/seal/token';
import type { Subscription } from '@/lib/providers/provider';
import { listProviders } from '@/lib/providers/registry';
import { openProvider } from '../providers/open-provider';
import { isAvailable } from '../providers/provider-settings';
import { isReachable, webhookUrl } from './reachable';

const LIMIT_MS = 20_000;

/**
 * Has every provider that can tell of grants by itself tell us, where it can reach us. Run again it changes nothing
 * but what no longer fits: an address that moved, a secret that the master keys no longer open. One that refuses is
 * asked again later; until then its grants are known from the probes alone.
 */
export async function subscribeToProviders(): Promise<void> {
  for (const { id } of listProviders()) {
    if (!isAvailable(id) || !isReachable(id)) continue;
    await subscribe(id).catch((cause) => log().warn({ cause, provider: id }, 'a provider does not tell us of grants'));
  }
}

async function subscribe(provider: string): Promise<void> {
  const { webhooks } = openProvider(provider);
  if (!webhooks) return;
  const url = webhookUrl(provider, nonceOf(provider));
  const known = await findSubscription(provider);
  const { id, secret } = await webhooks.subscribe({ url, known, signal: AbortSignal.timeout(LIMIT_MS) });
  if (known?.id === id && known.secret === secret && known.masterVersion === newestMasterVersion()) return;
  const columns = { upstreamId: id, ...sealForInstallation(nameOf(provider), secret) };
  await db().providerWebhook.upsert({
    where: { provider },
    create: { provider, ...columns },
    update: columns,
  });
}

/** The address is a secret of ours. */
export function isProviderNonce(provider: string, nonce: string): boolean {
  return isSignedBy('provider-webhook', provider, nonce);
}

/** The accounts a provider speaks of; null for what it did not sign, or did not sign just now. */
export async function readDelivery(provider: string, delivery: Delivery): Promise<string[] | null> {
  const subscription = await findSubscription(provider);
  if (!subscription) return null;
  return openProvider(provider).webhooks?.read(delivery, subscription.secret) ?? null;
}

/** Null also when no master key opens it any more: then the next round has the provider make a new one. */
async function findSubscription(provider: string): Promise<(Subscription & { masterVersion: number }) | null> {
  const row = await db().providerWebhook.findUnique({ where: { provider } });
  if (!row) return null;
  const { upstreamId, masterVersion } = row;
  try {
    return { id: upstreamId, secret: openForInstallation(nameOf(provider), row), masterVersion };
  } catch (cause) {
    log().warn({ cause, provider }, 'the secret of a webhook does not open');
    return null;
  }
}

function nonceOf(provider: string): string {
  return sign('provider-webhook', provider);
}

function nameOf(provider: string): string {
  return `webhook:${provider}`;
}
