import type { CatalogueSync, ProviderCatalogue } from '@/lib/contracts/app-list';
import { db } from '@/lib/platform/db';
import { listProviders } from '@/lib/providers/registry';
import type { Principal } from '../identity/principal';
import { backingOf } from '../providers/open-provider';
import { isProviderEnabled } from '../providers/provider-settings';

export async function listSyncs(workspace: Pick<Principal, 'workspaceId'>): Promise<ProviderCatalogue[]> {
  return Promise.all(
    listProviders().map(async ({ id }) => ({
      ...(await getSync(id)),
      enabled: await isProviderEnabled(workspace, id),
      set_up: backingOf(id) !== 'nothing',
    })),
  );
}

/** Those of the providers whose catalogue has not been read to its end yet: what is found of them is not all there is. */
export async function listIncomplete(providers: readonly string[]): Promise<{ provider: string; failed: boolean }[]> {
  const rows = await db().catalogueSync.findMany({
    where: { provider: { in: [...providers] } },
    select: { provider: true, completeAt: true, failure: true },
  });
  const known = new Map(rows.map((row) => [row.provider, row]));
  return providers.flatMap((provider) => {
    const row = known.get(provider);
    return row?.completeAt ? [] : [{ provider, failed: Boolean(row?.failure) }];
  });
}

export async function getSync(provider: string): Promise<CatalogueSync> {
  const row = await db().catalogueSync.findUnique({ where: { provider } });
  if (!row) {
    return { provider, state: 'never', complete: false, seen: 0, started_at: null, finished_at: null, failure: null };
  }
  return {
    provider,
    state: row.finishedAt ? 'done' : row.failure ? 'failed' : 'running',
    complete: row.completeAt !== null,
    seen: row.seen,
    started_at: row.startedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    failure: row.finishedAt ? null : row.failure,
  };
}
