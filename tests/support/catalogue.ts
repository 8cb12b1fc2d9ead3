import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import { syncCatalogue } from '@/lib/domain/catalogue/sync-catalogue';

/** Both catalogues, and the tools of the apps that a test is about. */
export async function readCatalogues(...slugs: string[]): Promise<void> {
  for (const provider of ['pipedream', 'composio']) {
    await syncCatalogue(provider, { now: true });
    for (const slug of slugs) await discoverTools({ provider, slug });
  }
}
