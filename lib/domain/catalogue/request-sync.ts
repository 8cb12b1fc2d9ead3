import * as z from 'zod';
import type { CatalogueSync } from '@/lib/contracts/app-list';
import { defineJob, enqueue } from '@/lib/platform/jobs';
import type { Principal } from '../identity/principal';
import { requireProvider } from '../providers/provider-settings';
import { markForReading, syncCatalogue } from './sync-catalogue';
import { getSync } from './sync-state';

export const syncNow = defineJob({
  name: 'catalogue-now',
  schema: z.object({ provider: z.string() }),
  run: async ({ provider }) => void (await syncCatalogue(provider)),
});

/**
 * A catalogue takes longer to read than a request may last: it is read by whichever process is free, within half a
 * minute of a reading that was asked for just before, and otherwise at once. One that is under way is not begun anew.
 */
export async function requestSync(principal: Principal, provider: string): Promise<CatalogueSync> {
  await requireProvider(principal, provider);
  await markForReading(provider);
  await enqueue(syncNow, { provider }, provider);
  return getSync(provider);
}
