import type { JsonObject } from '@/lib/contracts/json';
import { ConnectionStatus } from '@/lib/contracts/profile';
import { asAccount } from '@/lib/platform/db';

/** What a call needs to know of a profile. The config is still sealed. */
export type KnownProfile = {
  id: string;
  accountId: string;
  provider: string;
  appSlug: string;
  appName: string;
  profileName: string;
  externalUserId: string;
  enabledTools: string[];
  isActive: boolean;
  status: ConnectionStatus;
  upstreamAccountId: string | null;
  /** Nobody answered when it was last asked. It may be called all the same. */
  isUnreachable: boolean;
  appUpstream: JsonObject;
  sealedConfig: Uint8Array | null;
};

export async function readKnownProfile(accountId: string, id: string): Promise<KnownProfile | null> {
  return asAccount(accountId, async (tx) => {
    const row = await tx.profile.findFirst({
      where: { id, accountId },
      include: { connection: { select: { status: true, upstreamAccountId: true, unreachableSince: true } } },
    });
    if (!row) return null;
    const provider_slug = { provider: row.provider, slug: row.appSlug };
    const app = await tx.app.findUnique({ where: { provider_slug }, select: { upstream: true } });
    const { provider, appSlug, appName, profileName, externalUserId, enabledTools, isActive, sealedConfig } = row;
    return {
      ...{
        id,
        accountId,
        provider,
        appSlug,
        appName,
        profileName,
        externalUserId,
        enabledTools,
        isActive,
        sealedConfig,
      },
      status: ConnectionStatus.parse(row.connection?.status ?? 'pending'),
      upstreamAccountId: row.connection?.upstreamAccountId ?? null,
      isUnreachable: Boolean(row.connection?.unreachableSince),
      appUpstream: (app?.upstream ?? {}) as JsonObject,
    };
  });
}
